import {
  LangSegError,
  throwIfAborted,
  type LoadOptions,
  type ModelSource,
  type Runtime,
} from '@langseg/core';
import { describeBrowser } from './describe-browser.js';
import { createDeviceStarter } from './device-starter.js';
import {
  absoluteWasmPaths,
  loadOnnxRuntime,
  type LoadOnnxRuntime,
  type WasmPaths,
} from './load-onnxruntime.js';
import { threadCount } from './thread-count.js';
import { asWebDevice, offeredDevices, type ConcreteWebDevice, type WebDevice } from './web-device.js';
import type { WebSession } from './web-session.js';

/** Options of {@link createWebRuntime}. All have defaults. */
export interface WebRuntimeOptions {
  /**
   * Device of models that are loaded without naming one. `auto` takes WebGPU where there is a hardware adapter that
   * passes the self-test, else WebAssembly; any other device that does not work is an error. Default `auto`.
   */
  readonly device?: WebDevice;
  /** Threads of WebAssembly; more than one needs a cross-origin isolated page. Default: what the browser offers. */
  readonly threads?: number;
  /** Where the runtime's `.wasm` files are. Default: where the bundler put them. */
  readonly wasmPaths?: WasmPaths;
  /** Told about a device that was dropped, and threads that are impossible here. */
  readonly onWarning?: (message: string) => void;
}

/** onnxruntime-web as a {@link Runtime}. */
export interface WebRuntime extends Runtime {
  load(model: ModelSource, options?: LoadOptions): Promise<WebSession>;
  /**
   * Starts the device and tests it, as the first `load` would.
   *
   * @returns the device that models run on.
   * @throws LangSegError `RUNTIME_FAILED`.
   */
  start(): Promise<ConcreteWebDevice>;
}

/**
 * Runs ONNX models with `onnxruntime-web`, an optional peer that is loaded with the first model, in the page or worker
 * that calls this. Take a worker: WebAssembly blocks its thread while it computes.
 *
 * All loads and runs are queued, since onnxruntime-web can't do two things at once. Its threads and files are settled
 * when the first runtime of a page or worker starts. Each device computes a tiny known network before it is used.
 *
 * @throws LangSegError `CONFIG_INVALID` for a thread count below 1 or an unknown device.
 */
export function createWebRuntime(options: WebRuntimeOptions = {}): WebRuntime {
  return createWebRuntimeWith(loadOnnxRuntime, options);
}

/** {@link createWebRuntime} with another way to load onnxruntime-web. */
export function createWebRuntimeWith(
  loadOnnxRuntime: LoadOnnxRuntime,
  options: WebRuntimeOptions,
): WebRuntime {
  const { wasmPaths, onWarning = () => undefined } = options;
  const defaultDevice = asWebDevice(options.device ?? 'auto');
  const threads = threadCount(options.threads, onWarning);
  const start = createDeviceStarter(loadOnnxRuntime, {
    threads,
    wasmPaths: wasmPaths === undefined ? undefined : absoluteWasmPaths(wasmPaths, globalThis.location.href),
  });
  let webGpuIsBroken = false;

  async function candidates(device: WebDevice): Promise<readonly ConcreteWebDevice[]> {
    if (device !== 'auto') return [device];
    const { webgpu } = await describeBrowser();
    return webgpu && !webgpu.software && !webGpuIsBroken ? ['webgpu', 'wasm'] : ['wasm'];
  }

  /** Does something on the device, or for `auto` on the first one that can. */
  async function onDevice<T>(wanted: string, action: (device: ConcreteWebDevice) => Promise<T>): Promise<T> {
    const [device, next] = await candidates(asWebDevice(wanted));
    try {
      return await action(device);
    } catch (error) {
      if (!next || !LangSegError.is(error, 'RUNTIME_FAILED')) throw error;
      webGpuIsBroken = true;
      onWarning(`${error.message} Continuing with "${next}" instead of "${device}".`);
      return action(next);
    }
  }

  const startDefault = () =>
    onDevice(defaultDevice, async (device) => {
      await start(device);
      return device;
    });

  return {
    name: 'onnxruntime-web',
    capabilities: { devices: offeredDevices(), loadsFiles: false, threads },
    isSupported: async () => (await describeBrowser()).simd,
    start: startDefault,
    async prefersHalf() {
      const { webgpu } = await describeBrowser();
      if (!webgpu || (await startDefault().catch(() => 'wasm')) !== 'webgpu') return false;
      if (!webgpu.half)
        onWarning('This WebGPU adapter lacks "shader-f16": the fp16 model computes in single precision.');
      return webgpu.half;
    },
    async load(model, { device = defaultDevice, signal } = {}) {
      throwIfAborted(signal);
      if (model.kind === 'file')
        throw new LangSegError(
          'RUNTIME_FAILED',
          `Browsers can't open a model by path ("${model.path}"): fetch it and pass its bytes.`,
          { path: model.path },
        );
      return onDevice(device, async (candidate) => (await start(candidate))(model, signal));
    },
  };
}
