/** One band of an image: sample `i` is `data[offset + i * stride]`. */
export interface Band {
  readonly data: Uint8Array | Uint16Array | Float32Array;
  readonly offset: number;
  readonly stride: number;
}

/** Decoded samples: one band of grey or three colours, and transparency where there is some. */
export interface Samples {
  readonly width: number;
  readonly height: number;
  readonly bands: readonly Band[];
  readonly alpha?: Band;
  /** Pixels of this value hold no data. */
  readonly noData?: number;
}

/** The bands of pixels that lie one after the other. */
export function interleaved(data: Band['data'], count: number): Band[] {
  return Array.from({ length: count }, (_, offset) => ({ data, offset, stride: count }));
}
