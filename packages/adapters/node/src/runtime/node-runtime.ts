import { stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { createSerialQueue, messageOf, onnxSession } from '@langseg/adapter-common';
import {
  LangSegError,
  throwIfAborted,
  type LoadOptions,
  type ModelSource,
  type Runtime,
} from '@langseg/core';
import type { InferenceSession } from 'onnxruntime-node';
import { toIoError } from '../files/io-error.js';
import { bundledDevices, devicesToTry, type Device } from './device.js';
import { loadOnnxRuntime } from './load-onnxruntime.js';
import type { NodeSession } from './node-session.js';
import { defaultThreadCount } from './thread-count.js';

/** Options of {@link createNodeRuntime}. */
export interface NodeRuntimeOptions {
  /** Threads for one run. Default: the physical cores, at most 16. */
  readonly threads?: number;
  /**
   * Device of models that are loaded without naming one. Default `cpu`: the same numbers everywhere, and no driver
   * messages on machines without a GPU. `auto` tries what onnxruntime-node bundles for the platform and falls back
   * to `cpu`; any other device that does not start is an error.
   */
  readonly device?: Device;
  /** Idle threads spin for a moment instead of sleeping: faster alone, wasteful on a shared machine. Default true. */
  readonly spinning?: boolean;
  /**
   * Rearrange weights for the processor's matrix kernels when a model is loaded. Default true. `false` loads a model
   * file at once and maps its external weights instead of copying them (right for a single run and little memory),
   * but every run is slower, most of all runs on few rows (short label lists).
   */
  readonly prepack?: boolean;
}

/** Options of {@link NodeRuntime.load}. */
export interface NodeLoadOptions extends LoadOptions {
  /** Overrides {@link NodeRuntimeOptions.prepack} for this model. */
  readonly prepack?: boolean;
}

/** onnxruntime-node as a {@link Runtime}. */
export interface NodeRuntime extends Runtime {
  load(model: ModelSource, options?: NodeLoadOptions): Promise<NodeSession>;
}

/**
 * Runs ONNX models with `onnxruntime-node`, an optional peer that is loaded with the first model.
 *
 * Runs block the event loop while the native code computes; runs of one session are queued in call order.
 *
 * @throws LangSegError `CONFIG_INVALID` for a thread count below 1.
 */
export function createNodeRuntime(options: NodeRuntimeOptions = {}): NodeRuntime {
  const { threads = defaultThreadCount(), device: defaultDevice = 'cpu', spinning = true } = options;
  if (!Number.isInteger(threads) || threads < 1)
    throw new LangSegError(
      'CONFIG_INVALID',
      `threads must be a whole number of at least 1, got ${threads}.`,
      { threads },
    );

  return {
    name: 'onnxruntime-node',
    capabilities: { devices: bundledDevices(), loadsFiles: true, threads },
    isSupported: () =>
      loadOnnxRuntime().then(
        () => true,
        () => false,
      ),
    async load(model, { device = defaultDevice, prepack = options.prepack ?? true, signal } = {}) {
      const candidates = devicesToTry(device);
      throwIfAborted(signal);
      if (model.kind === 'file') await assertIsFile(model.path);
      const ort = await loadOnnxRuntime();
      let failure: unknown;
      for (const candidate of candidates) {
        throwIfAborted(signal);
        try {
          const native = await createNative(ort.InferenceSession, model, {
            executionProviders: [candidate],
            intraOpNumThreads: threads,
            // Planned memory is held in addition to the arena: 8 % more for ViT-L/16, 20 % for photos of mixed sizes. It would
            // save 3 % of a small model's time and nothing of a large one's.
            enableMemPattern: false,
            // Errors are thrown; printing them too would put them on the user's terminal.
            logSeverityLevel: 4,
            extra: {
              session: {
                disable_prepacking: prepack ? '0' : '1',
                'intra_op.allow_spinning': spinning ? '1' : '0',
              },
            },
          });
          return await onnxSession(native, {
            TensorClass: ort.Tensor,
            device: candidate,
            enqueue: createSerialQueue(),
            deliverSignals: setImmediate,
          });
        } catch (error) {
          if (LangSegError.is(error)) throw error;
          failure = error;
        }
      }
      throw new LangSegError(
        'RUNTIME_FAILED',
        `onnxruntime can't load ${nameOf(model)} on ${candidates.join(' or ')}: ${messageOf(failure)}`,
        { model: nameOf(model), devices: candidates },
        { cause: failure },
      );
    },
  };
}

function createNative(
  Native: typeof InferenceSession,
  model: ModelSource,
  options: InferenceSession.SessionOptions,
): Promise<InferenceSession> {
  return model.kind === 'file'
    ? Native.create(model.path, options)
    : Native.create(model.model, { ...options, externalData: model.externalData });
}

/** The runtime's own message for a missing file does not tell it from a broken one. */
async function assertIsFile(path: string): Promise<void> {
  const stats = await stat(path).catch((error: unknown) => {
    throw toIoError(error, 'open the model', path);
  });
  if (!stats.isFile())
    throw new LangSegError('NOT_FOUND', `${path} is not a file; pass the path of an .onnx file.`, { path });
}

function nameOf(model: ModelSource): string {
  return model.kind === 'file' ? model.path : `a model of ${model.model.byteLength} bytes`;
}
