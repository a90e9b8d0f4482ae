/**
 * What a download is doing, in the words of transformers.js: for each file `initiate`, `download`, `progress` …,
 * `done`; at the end `ready`. `name` is the model as the caller wrote it, `loaded` and `total` are bytes, `progress`
 * is a percentage; `total` and `progress` are missing while the server has not told the size.
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
