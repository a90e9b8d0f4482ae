import { createSerialQueue, messageOf, onnxSession, type SerialQueue } from '@langseg/adapter-common';
import { LangSegError, throwIfAborted, type ModelSource } from '@langseg/core';
import { deliverMessages } from './deliver-messages.js';
import { describeBrowser } from './describe-browser.js';
import type { LoadOnnxRuntime, OnnxRuntimeWeb, WasmPaths } from './load-onnxruntime.js';
import { selfTest } from './self-test.js';
import type { ConcreteWebDevice } from './web-device.js';
import type { WebSession } from './web-session.js';

/** Loads models onto a device that has passed its test. */
export type LoadOnDevice = (
  model: ModelSource & { readonly kind: 'bytes' },
  signal?: AbortSignal,
) => Promise<WebSession>;

/** What is settled when the runtime starts. */
export interface DeviceSettings {
  readonly threads: number;
  readonly wasmPaths?: WasmPaths;
}

/** One queue for each copy of onnxruntime-web, which can't do two things at once, no matter who asks. */
const queues = new WeakMap<OnnxRuntimeWeb, SerialQueue>();

/**
 * Starts devices: loads onnxruntime-web, sets it up and runs the self-test. Each device is started once; one that failed
 * fails again at once.
 *
 * @returns a function that throws LangSegError `RUNTIME_FAILED` for a device that does not exist here or fails.
 */
export function createDeviceStarter(
  loadOnnxRuntime: LoadOnnxRuntime,
  { threads, wasmPaths }: DeviceSettings,
): (device: ConcreteWebDevice) => Promise<LoadOnDevice> {
  const started = new Map<ConcreteWebDevice, Promise<LoadOnDevice>>();

  async function start(device: ConcreteWebDevice): Promise<LoadOnDevice> {
    await assertOffered(device);
    const ort = await loadOnnxRuntime(device);
    ort.env.wasm.numThreads = threads;
    if (wasmPaths !== undefined) ort.env.wasm.wasmPaths = wasmPaths;
    // Errors are thrown; printing warnings too would fill the user's console.
    ort.env.logLevel = 'error';
    const enqueue = queues.get(ort) ?? createSerialQueue();
    queues.set(ort, enqueue);
    const load: LoadOnDevice = (model, signal) =>
      enqueue(async () => {
        throwIfAborted(signal);
        return onnxSession(await createNative(ort, model, device), {
          TensorClass: ort.Tensor,
          device,
          enqueue,
          deliverSignals: deliverMessages,
        });
      });
    await selfTest(load, device);
    return load;
  }

  return (device) => {
    const starting = started.get(device) ?? start(device);
    started.set(device, starting);
    return starting;
  };
}

async function assertOffered(device: ConcreteWebDevice): Promise<void> {
  const { simd, webgpu } = await describeBrowser();
  if (!simd)
    throw new LangSegError(
      'RUNTIME_FAILED',
      'This browser has no WebAssembly SIMD, which models need. Use Chrome 91, Firefox 89, Safari 16.4 or newer.',
      { device },
    );
  if (device === 'webgpu' && !webgpu)
    throw new LangSegError(
      'RUNTIME_FAILED',
      'This browser offers no WebGPU adapter here. Use device "wasm", or "auto" which falls back to it.',
      { device },
    );
}

async function createNative(
  ort: OnnxRuntimeWeb,
  { model, externalData }: ModelSource & { readonly kind: 'bytes' },
  device: ConcreteWebDevice,
) {
  try {
    return await ort.InferenceSession.create(model, {
      executionProviders: [device],
      // Planned memory is held in addition to the arena for every size of photo.
      enableMemPattern: false,
      // Providers warn about every shape computation that stays on the processor.
      logSeverityLevel: 3,
      ...(externalData && { externalData }),
    });
  } catch (cause) {
    throw new LangSegError(
      'RUNTIME_FAILED',
      `onnxruntime can't load a model of ${totalBytes(model, externalData)} bytes on ${device}: ${messageOf(cause)}`,
      { device, bytes: totalBytes(model, externalData) },
      { cause },
    );
  }
}

function totalBytes(model: Uint8Array, externalData: readonly { readonly data: Uint8Array }[] = []): number {
  return externalData.reduce((sum, { data }) => sum + data.byteLength, model.byteLength);
}
