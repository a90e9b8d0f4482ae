import {
  absoluteWasmPaths,
  connectSegmenter,
  type ConnectOptions,
  type WasmPaths,
  type WebBundle,
  type WebDevice,
  type WebModelRef,
  type WebSegmenter,
  type WorkerPort,
} from '@langseg/adapter-web';
import type { DefaultComponents } from '@langseg/components';
import type { AnyComponent, ModelDtype, PipelineConfig } from '@langseg/core';
import type { OpenModelOptions } from './serve-models.js';

/** Options of {@link createSegmenter}. All have defaults. */
export interface CreateSegmenterOptions<C extends AnyComponent = DefaultComponents> extends ConnectOptions {
  /**
   * `default` for the embedded model, the address of a bundle's folder, a hub id `owner/name[@revision]`, or what
   * `bundleFromFiles` made of a dropped folder. Downloads are cached. Default `default`.
   */
  readonly model?: WebModelRef;
  /** Entries that replace those of the bundle's pipeline: swap an encoder, a head, a regulariser by one line. */
  readonly pipeline?: Partial<PipelineConfig<C>>;
  /** The precision that the model must have, such as `q8`. Default: whichever it has. */
  readonly dtype?: ModelDtype;
  /** Where models run. `auto` takes WebGPU on graphics hardware that computes right, else WebAssembly. Default `auto`. */
  readonly device?: WebDevice;
  /** Threads of WebAssembly; more than one needs a cross-origin isolated page. Default: what the browser offers. */
  readonly threads?: number;
  /**
   * Address of the folder with onnxruntime-web's `.wasm` and `.mjs` files, or of the two files. Default: where the bundler
   * put them; nothing is ever loaded from another site.
   */
  readonly wasmPaths?: WasmPaths;
  /** Photos with more pixels are scaled down, with a notice. Default 4096 × 4096. */
  readonly maxPixels?: number;
  /** Starts a worker of your own, one that calls `serveModels`. Default: the one that comes with LangSeg. */
  readonly worker?: () => WorkerPort;
}

/**
 * Loads a model into a worker and gives back a segmenter. Everything happens in this browser; photos stay in it.
 *
 * ```ts
 * const segmenter = await createSegmenter();
 * const photo = await segmenter.encode(file);
 * const result = await photo.segment(['dog', 'grass', 'other']);
 * const again = await photo.segment(['puppy', 'lawn', 'sky']); // the photo is not encoded again
 * await segmenter.dispose();
 * ```
 *
 * @throws LangSegError `NOT_FOUND`, `NETWORK_FAILED`, `HASH_MISMATCH`, `CONFIG_INVALID`, `VERSION_UNSUPPORTED`,
 * `RUNTIME_FAILED`, `ABORTED`.
 */
export function createSegmenter<C extends AnyComponent = DefaultComponents>(
  options: CreateSegmenterOptions<C> = {},
): Promise<WebSegmenter> {
  const {
    model = 'default',
    worker = startWorker,
    device,
    threads,
    wasmPaths,
    pipeline,
    dtype,
    maxPixels,
  } = options;
  const baseUrl = globalThis.document?.baseURI ?? globalThis.location.href;
  const opened: OpenModelOptions = {
    model: withoutUrls(model),
    device,
    threads,
    wasmPaths: wasmPaths === undefined ? undefined : absoluteWasmPaths(wasmPaths, baseUrl),
    pipeline,
    dtype,
    maxPixels,
    baseUrl,
  };
  return connectSegmenter(worker, opened, options);
}

/** Written out like this, it is found by bundlers, which then build the worker. */
function startWorker(): Worker {
  return new Worker(new URL('./segmenter-worker.js', import.meta.url), { type: 'module' });
}

/** The same model without `URL` objects, which can't be posted to workers. */
function withoutUrls(model: WebModelRef): WebModelRef {
  if (typeof model === 'string') return model;
  if (model instanceof URL) return model.href;
  const files = Object.entries(model.files).map(([path, file]) => [
    path,
    file instanceof URL ? file.href : file,
  ]);
  return { name: model.name, files: Object.fromEntries(files) as WebBundle['files'] };
}
