import { messageOf } from '@langseg/adapter-common';
import { LangSegError } from '@langseg/core';
import type { ConcreteWebDevice } from './web-device.js';

/** onnxruntime-web; its builds differ in the devices they carry. */
export type OnnxRuntimeWeb = typeof import('onnxruntime-web');

/**
 * Where the runtime's files are: the address of the folder that holds them under their own names, or the addresses of
 * the two files. Relative addresses are resolved against the page or worker that loads them.
 */
export type WasmPaths = string | { readonly mjs?: string; readonly wasm?: string };

/** Loads the build of onnxruntime-web for a device. */
export type LoadOnnxRuntime = (device: ConcreteWebDevice) => Promise<OnnxRuntimeWeb>;

/**
 * The runtime, loaded when the first model needs it: it is an optional peer, and far larger than all other code of a
 * page. The WebGPU build also has WebAssembly, but is twice as large to download.
 *
 * @throws LangSegError `RUNTIME_FAILED` when it can't be loaded.
 */
export async function loadOnnxRuntime(device: ConcreteWebDevice): Promise<OnnxRuntimeWeb> {
  try {
    return await (device === 'webgpu' ? import('onnxruntime-web/webgpu') : import('onnxruntime-web/wasm'));
  } catch (cause) {
    throw new LangSegError(
      'RUNTIME_FAILED',
      `onnxruntime-web can't be loaded: ${messageOf(cause)}. Install it next to LangSeg with ` +
        '`npm install onnxruntime-web`, and let the web server deliver all files of the build.',
      { package: 'onnxruntime-web', device },
      { cause },
    );
  }
}

/** Makes addresses absolute, which onnxruntime-web demands; a folder ends in a slash. */
export function absoluteWasmPaths(paths: WasmPaths, base: string): WasmPaths {
  if (typeof paths === 'string') return new URL(paths.endsWith('/') ? paths : `${paths}/`, base).href;
  const absolute = (address: string | undefined) =>
    address === undefined ? undefined : new URL(address, base).href;
  return { mjs: absolute(paths.mjs), wasm: absolute(paths.wasm) };
}
