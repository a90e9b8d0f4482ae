import { loadOnnxRuntime } from '@langseg/adapter-node';
import type * as Native from 'onnxruntime-node';
import type { LoadOnnxRuntime, OnnxRuntimeWeb } from '../load-onnxruntime.js';
import type { ConcreteWebDevice } from '../web-device.js';

/** onnxruntime-node in the place of onnxruntime-web; `spoil` may change the numbers that a device computes. */
export function nodeAsWeb(spoil?: (device: ConcreteWebDevice, value: number) => number): {
  readonly load: LoadOnnxRuntime;
  readonly env: OnnxRuntimeWeb['env'];
} {
  const env = { wasm: {}, webgpu: {} } as OnnxRuntimeWeb['env'];
  const load: LoadOnnxRuntime = async (device) => {
    const ort = (await loadOnnxRuntime()) as typeof Native;
    const InferenceSession = {
      async create(model: Uint8Array, options: Native.InferenceSession.SessionOptions) {
        if (options.executionProviders?.[0] !== device) throw new Error('wrong device');
        const session = await ort.InferenceSession.create(model, { ...options, executionProviders: ['cpu'] });
        if (!spoil) return session;
        return new Proxy(session, {
          get(target, key) {
            if (key !== 'run') {
              const value: unknown = Reflect.get(target, key);
              return typeof value === 'function' ? (value.bind(target) as unknown) : value;
            }
            return async (feeds: Native.InferenceSession.FeedsType) => {
              const results = await target.run(feeds);
              return Object.fromEntries(
                Object.entries(results).map(([name, { data, dims }]) => {
                  const spoilt = (data as Float32Array).map((value) => spoil(device, value));
                  return [name, new ort.Tensor('float32', spoilt, dims)];
                }),
              );
            };
          },
        });
      },
    };
    return { InferenceSession, Tensor: ort.Tensor, env } as unknown as OnnxRuntimeWeb;
  };
  return { load, env };
}
