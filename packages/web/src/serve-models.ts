import {
  createWebImageReader,
  createWebModelStore,
  createWebPictureEncoder,
  createWebRuntime,
  serveSegmenter,
  type SegmenterScope,
  type ServeContext,
  type ServedSegmenter,
  type WasmPaths,
  type WebDevice,
  type WebModelRef,
} from '@langseg/adapter-web';
import { defaultRegistry } from '@langseg/components';
import {
  createResultEncoder,
  openBundle,
  Segmenter,
  type ComponentSet,
  type ModelDtype,
} from '@langseg/core';
import { bundleFiles, bundleName } from '@langseg/default-model';

/** What a page asks its worker to open: plain data, see `CreateSegmenterOptions`. */
export interface OpenModelOptions {
  readonly model: WebModelRef;
  readonly device?: WebDevice;
  readonly threads?: number;
  readonly wasmPaths?: WasmPaths;
  /** Checked against the worker's registry. */
  readonly pipeline?: Readonly<Record<string, unknown>>;
  readonly dtype?: ModelDtype;
  readonly maxPixels?: number;
  /** What relative addresses are relative to: the page. */
  readonly baseUrl: string;
}

/** Options of {@link serveModels}. */
export interface ServeModelsOptions {
  /** Components that configs can name, and formats of results. Default: `defaultRegistry`. */
  readonly registry?: ComponentSet;
}

/**
 * The worker's side of `createSegmenter`. Call it in a worker file of your own to serve components of your own:
 *
 * ```ts
 * import { defaultRegistry, serveModels } from '@langseg/web';
 *
 * serveModels(self, { registry: defaultRegistry.with(mine) });
 * ```
 *
 * @param scope the worker's `self`.
 */
export function serveModels(
  scope: SegmenterScope & { readonly name?: string },
  options: ServeModelsOptions = {},
): void {
  // A bundler may put onnxruntime-web into the worker's own file, which its threads then load too.
  if (scope.name?.startsWith('em-pthread')) return;
  const registry = options.registry ?? defaultRegistry;
  serveSegmenter<OpenModelOptions>(scope, (asked, context) => openModel(asked, context, registry));
}

async function openModel(
  { model, device, threads, wasmPaths, pipeline, dtype, maxPixels, baseUrl }: OpenModelOptions,
  { signal, onProgress, onWarning, onNotice }: ServeContext,
  registry: ComponentSet,
): Promise<ServedSegmenter> {
  const runtime = createWebRuntime({ device, threads, wasmPaths, onWarning });
  // The device starts while the model arrives.
  const store = createWebModelStore({ baseUrl, onWarning });
  const ref = model === 'default' ? { name: bundleName, files: bundleFiles } : model;
  const [assets] = await Promise.all([store.resolve(ref, { signal, onProgress }), runtime.start()]);
  const { parts, config, calibration } = await openBundle(assets, {
    registry,
    runtime,
    // What does not fit the registry is refused by it.
    override: pipeline,
    dtype,
    signal,
  });
  const images = createWebImageReader({ maxPixels, baseUrl, onNotice });
  const results = createResultEncoder({ registry, pictures: createWebPictureEncoder() });
  return {
    segmenter: new Segmenter({ ...parts, view: config.view, calibration, images, results }),
    runtime,
    model: config,
  };
}
