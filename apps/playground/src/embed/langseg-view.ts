/** Registers `<langseg-view>` for whoever loads this file, from this site or another. */
import workerUrl from '@langseg/web/worker?worker&url';
import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { defineLangSegView } from '@langseg/view';
import { isOwnSite, startWorker } from './start-worker.js';

// From another site neither threads nor the WebGPU build, which is twice as large, can be started.
const foreign = { device: 'wasm', threads: 1, wasmPaths: { mjs, wasm } } as const;

defineLangSegView({ worker: () => startWorker(workerUrl), ...(isOwnSite(workerUrl) ? {} : foreign) });
