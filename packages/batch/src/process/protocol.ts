import type { BatchSettings } from '../settings/batch-settings.js';

/** With what a process is started. Plain data. */
export interface ProcessOptions {
  readonly settings: BatchSettings;
  /** Addresses of plugins, as `loadPlugin` takes them. Default: none. */
  readonly plugins?: readonly string[];
  /** Default: `cpu`. */
  readonly device?: 'auto' | 'cpu' | 'webgpu' | 'cuda' | 'dml' | 'coreml';
  /** Threads of one run. Default: physical cores, at most 16. */
  readonly threads?: number;
}

/** What the files of a photo are, and what they hold. */
export interface SegmentedPhoto {
  readonly width: number;
  readonly height: number;
  /** How the photo was read, where a person should know. */
  readonly warnings: readonly string[];
  /** Of all formats: the ending behind the name, and the bytes. */
  readonly files: readonly { readonly ending: string; readonly bytes: Uint8Array }[];
}

/** What the worker tells a process. */
export type ToProcess =
  | { readonly type: 'open'; readonly options: ProcessOptions }
  | { readonly type: 'photo'; readonly bytes: Uint8Array };

/** What a process tells the worker. */
export type FromProcess =
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly photo: SegmentedPhoto }
  | { readonly type: 'failed'; readonly code?: string; readonly message: string };
