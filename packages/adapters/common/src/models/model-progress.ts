/**
 * What a download is doing, in the words of transformers.js: for each file `initiate`, `download`, `progress` …,
 * `done`; at the end `ready`. `name` is the model as the caller wrote it, `loaded` and `total` are bytes, `progress`
 * is a percentage; `total` and `progress` are missing as long as the server has not sent a size.
 */
export type ModelProgress =
  | { readonly status: 'initiate' | 'download' | 'done'; readonly name: string; readonly file: string }
  | {
      readonly status: 'progress';
      readonly name: string;
      readonly file: string;
      readonly loaded: number;
      readonly total?: number;
      readonly progress?: number;
    }
  | { readonly status: 'ready'; readonly name: string };

/** The event for bytes that have arrived. */
export function progressOf(bytes: {
  readonly name: string;
  readonly file: string;
  readonly loaded: number;
  readonly total?: number;
}): ModelProgress {
  const { loaded, total } = bytes;
  return { status: 'progress', ...bytes, progress: total && (100 * loaded) / total };
}
