import type { WebBundle } from '@langseg/adapter-web';
import type { Explanation, PhotoRegion, RunOptions } from '@langseg/core';

/** What the playground needs of a segmentation engine, wherever it runs. */
export interface Engine {
  readonly about: EngineAbout;
  encode(photo: Blob | ImageBitmap, options: { readonly signal: AbortSignal }): Promise<EncodedPhoto>;
  /** Which words the model knows; of others nothing is ever painted. */
  checkWords(words: readonly string[]): Promise<readonly WordCheck[]>;
  /** Words that a text may be the beginning of, the likeliest first. */
  completeWord(text: string, count: number): Promise<readonly string[]>;
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
  segment(words: readonly string[], options?: RunOptions): Promise<Regions>;
  /** Words for what the photo shows, the largest first. */
  suggest(): Promise<readonly string[]>;
  /** What belongs together around a pixel, and the likeliest words for it. */
  region(x: number, y: number): Promise<PhotoRegion>;
  /** Why a pixel has its word in a result of this photo. */
  explain(
    regions: Regions,
    x: number,
    y: number,
    options: { readonly signal: AbortSignal },
  ): Promise<Explanation>;
  dispose(): void;
}

/** What the model makes of a word. */
export interface WordCheck {
  readonly word: string;
  readonly isKnown: boolean;
  /** What of it was not understood. */
  readonly message?: string;
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
