import { createNodeRuntime, loadOnnxRuntime } from '@langseg/adapter-node';
import { tensor, type DType, type ModelSource, type Runtime, type Session, type Tensor } from '@langseg/core';
import type { InferenceSession, Tensor as NativeTensor } from 'onnxruntime-node';

/** A runtime whose sessions write down how long each of their nodes takes. */
export interface ProfilingRuntime extends Runtime {
  /** Ends the recording of the session that was loaded last; the file is there afterwards. */
  endProfiling(): void;
}

/**
 * onnxruntime with the settings of `createNodeRuntime` and its profiler.
 *
 * @param prefix of the path of the file that is written.
 */
export function createProfilingRuntime(prefix: string): ProfilingRuntime {
  const runtime = createNodeRuntime();
  const { capabilities } = runtime;
  let native: InferenceSession;
  return {
    name: 'onnxruntime-node with its profiler',
    capabilities,
    isSupported: () => runtime.isSupported(),
    async load(model) {
      const ort = (await loadOnnxRuntime()) as typeof import('onnxruntime-node');
      native = await ort.InferenceSession.create(bytesOf(model), {
        intraOpNumThreads: capabilities.threads,
        enableMemPattern: false,
        logSeverityLevel: 4,
        enableProfiling: true,
        profileFilePrefix: prefix,
      });
      return sessionOf(native, ort.Tensor);
    },
    endProfiling: () => native.endProfiling(),
  };
}

function bytesOf(model: ModelSource): Uint8Array {
  if (model.kind === 'bytes') return model.model;
  throw new Error('Only models in memory are profiled here.');
}

function sessionOf(native: InferenceSession, TensorClass: typeof NativeTensor): Session {
  const infos = (all: readonly InferenceSession.ValueMetadata[]) =>
    all.flatMap((info) => {
      if (!info.isTensor) return [];
      const shape = info.shape.map((length) => (typeof length === 'number' ? length : undefined));
      return [{ name: info.name, dtype: info.type as DType, shape }];
    });
  return {
    inputs: infos(native.inputMetadata),
    outputs: infos(native.outputMetadata),
    async run(feeds) {
      const results = await native.run(mapValues(feeds, (feed) => toNative(feed, TensorClass)));
      return mapValues(results, ({ data, dims }) => tensor('float32', dims, data as Float32Array));
    },
    dispose: () => native.release(),
  };
}

function toNative({ dtype, data, shape }: Tensor, TensorClass: typeof NativeTensor): NativeTensor {
  return dtype === 'int32'
    ? new TensorClass('int32', data as Int32Array, shape)
    : new TensorClass('float32', data as Float32Array, shape);
}

function mapValues<T, U>(values: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
