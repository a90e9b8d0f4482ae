import { createHash } from 'node:crypto';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The `config.json` of a bundle with these files. */
export function bundleConfig(files: Readonly<Record<string, Uint8Array>>, changes: object = {}): Uint8Array {
  const table = Object.entries(files).map(([path, bytes]): [string, object] => [
    path,
    { sha256: sha256(bytes), bytes: bytes.length },
  ]);
  const config = {
    formatVersion: 1,
    name: 'tiny',
    pipeline: {},
    files: Object.fromEntries(table),
    ...changes,
  };
  return encode(JSON.stringify(config));
}

/** Contents of a small model: large enough to arrive in several pieces. */
export const bundleFiles = {
  'onnx/model.onnx': encode('graph'),
  'onnx/model.onnx_data': new Uint8Array(300_000).map((_, i) => i % 251),
  'preprocessor_config.json': encode('{}'),
};

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A whole bundle by path. */
export function bundle(): Record<string, Uint8Array> {
  return { 'config.json': bundleConfig(bundleFiles), ...bundleFiles };
}
