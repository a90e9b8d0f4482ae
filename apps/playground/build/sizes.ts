import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleUrl } from '@langseg/default-model';

/** What the first visit downloads, in bytes. */
export interface Sizes {
  readonly wasm: number;
  readonly webgpu: number;
  readonly defaultModel: number;
}

/** Sizes of the runtime's two builds and of the default model, for a progress that knows all of it from the beginning. */
export function sizesOf(): Sizes {
  const runtime = (file: string) =>
    statSync(fileURLToPath(import.meta.resolve(`onnxruntime-web/${file}`))).size;
  const config = JSON.parse(readFileSync(new URL('config.json', bundleUrl), 'utf8')) as {
    readonly files: Readonly<Record<string, { readonly bytes: number }>>;
  };
  return {
    wasm: runtime('ort-wasm-simd-threaded.wasm'),
    webgpu: runtime('ort-wasm-simd-threaded.asyncify.wasm'),
    defaultModel: Object.values(config.files).reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
