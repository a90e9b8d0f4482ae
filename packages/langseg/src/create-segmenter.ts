import { fileURLToPath } from 'node:url';
import {
  createImageReader,
  createModelStore,
  createNodeRuntime,
  createPictureEncoder,
  createResultWriter,
  type Device,
  type ModelProgress,
} from '@langseg/adapter-node';
import { defaultRegistry, type DefaultComponents } from '@langseg/components';
import {
  createResultEncoder,
  openBundle,
  Segmenter,
  type AnyComponent,
  type ModelDtype,
  type PipelineConfig,
  type Registry,
  type Runtime,
  type RunOptions,
} from '@langseg/core';
import { bundleUrl } from '@langseg/default-model';

/** Options of {@link createSegmenter}. All have defaults. */
export interface CreateSegmenterOptions<C extends AnyComponent = DefaultComponents> extends RunOptions {
  /**
   * `default` for the embedded model, a folder with a model bundle, a hub id `owner/name[@revision]`, or the address of
   * a bundle. Downloads go to a cache; see `LANGSEG_CACHE` and `LANGSEG_OFFLINE`. Default `default`.
   */
  readonly model?: string;
  /** Components that configs can name, and formats that results can be written in. Default: {@link defaultRegistry}. */
  readonly registry?: Registry<C>;
  /** Entries that replace those of the bundle's pipeline: swap an encoder, a head, a regulariser by one line. */
  readonly pipeline?: Partial<PipelineConfig<C>>;
  /** The precision that the model must have, such as `q8`. Default: whichever it has. */
  readonly dtype?: ModelDtype;
  /** Where models run; `auto` tries the best device first. Default `cpu`. */
  readonly device?: Device;
  /** Threads of one model run. Default: the machine's physical cores, at most 16. */
  readonly threads?: number;
  /** A runtime of your own instead of onnxruntime-node; `device` and `threads` are then its business. */
  readonly runtime?: Runtime;
  /** Photos with more pixels are refused. Default 100 million. */
  readonly maxPixels?: number;
  /** Download progress: `initiate`, `download`, `progress`, `done`, `ready`. */
  readonly onProgress?: (event: ModelProgress) => void;
}

/**
 * Loads a model and gives back a segmenter, with nothing but an `npm install` needed for the embedded one:
 *
 * ```ts
 * const segmenter = await createSegmenter();
 * const result = await segmenter.segment('photo.jpg', ['dog', 'grass', 'other']);
 * await result.save('photo.overlay.png');
 * const again = await result.relabel(['puppy', 'lawn', 'sky']);
 * await segmenter.dispose();
 * ```
 *
 * @throws LangSegError `NOT_FOUND`, `NETWORK_FAILED`, `HASH_MISMATCH`, `CONFIG_INVALID`, `VERSION_UNSUPPORTED`,
 * `RUNTIME_FAILED`, `ABORTED`.
 */
export async function createSegmenter<C extends AnyComponent = DefaultComponents>(
  options: CreateSegmenterOptions<C> = {},
): Promise<Segmenter> {
  const { model = 'default', device, threads, dtype, maxPixels, pipeline, signal, onProgress } = options;
  const registry = options.registry ?? defaultRegistry;
  const runtime = options.runtime ?? createNodeRuntime({ device, threads });
  const ref = model === 'default' ? fileURLToPath(bundleUrl) : model;
  const assets = await createModelStore().resolve(ref, { signal, onProgress });
  const { parts, config, calibration } = await openBundle(assets, {
    registry,
    runtime,
    override: pipeline,
    dtype,
    signal,
  });
  return new Segmenter({
    ...parts,
    view: config.view,
    calibration,
    images: createImageReader({ maxPixels }),
    results: createResultEncoder({ registry, pictures: createPictureEncoder() }),
    writer: createResultWriter({ registry }),
  });
}
