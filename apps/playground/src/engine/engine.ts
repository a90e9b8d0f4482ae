import type { WebBundle } from '@langseg/adapter-web';

/** What the playground needs of a segmentation engine, wherever it runs. */
export interface Engine {
  readonly about: EngineAbout;
  encode(photo: Blob | ImageBitmap, options: { readonly signal: AbortSignal }): Promise<EncodedPhoto>;
  dispose(): Promise<void>;
}

/** For the status line. */
export interface EngineAbout {
  readonly kind: 'wasm' | 'webgpu';
  /** Such as `WebGPU` or `WebAssembly, 4 threads`. */
  readonly device: string;
}

/** A photo whose words can be changed as often as a person types. */
export interface EncodedPhoto {
  readonly width: number;
  readonly height: number;
  segment(words: readonly string[], options: SegmentRequest): Promise<Regions>;
  dispose(): void;
}

export interface SegmentRequest {
  readonly signal: AbortSignal;
  /** Called for each word that is unknown, repeated or only partly known. */
  readonly onWarning: (word: string, message: string) => void;
}

/** Which word won which pixel, and by how much. */
export interface Regions {
  readonly width: number;
  readonly height: number;
  readonly words: readonly string[];
  /** Index into `words` for every pixel, row-major. */
  readonly labelMap: Uint8Array | Uint16Array;
  readonly scores: Scores;
}

/** Logits at the model's own resolution, `[count, rows, columns]`. */
export interface Scores {
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array;
  /** Corner convention for upsampling them to the photo. */
  readonly alignCorners: boolean;
}

/** Where a model comes from. */
export type ModelChoice =
  | { readonly kind: 'default' }
  | { readonly kind: 'url'; readonly url: string }
  /** One that the server of this page has. */
  | { readonly kind: 'server'; readonly name: string; readonly url: string }
  | { readonly kind: 'folder'; readonly bundle: WebBundle };

export interface OpenOptions {
  readonly signal: AbortSignal;
  /** Bytes so far of all bytes; `total` is undefined until sizes are known. */
  readonly onProgress: (loaded: number, total: number | undefined) => void;
  readonly onWarning: (message: string) => void;
}

export type OpenEngine = (model: ModelChoice, options: OpenOptions) => Promise<Engine>;
