import { LangSegError } from '@langseg/core';

/** Devices of onnxruntime-web that LangSeg knows; `auto` takes WebGPU on real hardware, else WebAssembly. */
export const webDevices = ['auto', 'webgpu', 'wasm'] as const;

/** Where models run in a browser. */
export type WebDevice = (typeof webDevices)[number];

/** A device that was settled on. */
export type ConcreteWebDevice = Exclude<WebDevice, 'auto'>;

/** @throws LangSegError `CONFIG_INVALID` for an unknown name. */
export function asWebDevice(device: string): WebDevice {
  const known = webDevices.find((name) => name === device);
  if (known) return known;
  throw new LangSegError('CONFIG_INVALID', `Unknown device "${device}"; known: ${webDevices.join(', ')}.`, {
    expected: webDevices,
    found: device,
  });
}

/** Devices that this browser may offer, best first; whether one works is known when it starts. */
export function offeredDevices(): readonly ConcreteWebDevice[] {
  return globalThis.navigator && 'gpu' in globalThis.navigator ? ['webgpu', 'wasm'] : ['wasm'];
}
