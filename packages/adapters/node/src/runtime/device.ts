import { LangSegError } from '@langseg/core';

/** Execution providers of onnxruntime-node that LangSeg knows; `auto` takes the best one that starts. */
export const devices = ['auto', 'cpu', 'webgpu', 'cuda', 'dml', 'coreml'] as const;

/** Where a model runs. */
export type Device = (typeof devices)[number];

type ConcreteDevice = Exclude<Device, 'auto'>;

/** What the published builds of onnxruntime-node carry for each platform, best first. */
const bundled: Partial<Record<NodeJS.Platform, readonly ConcreteDevice[]>> = {
  win32: ['dml', 'webgpu', 'cpu'],
  darwin: ['coreml', 'webgpu', 'cpu'],
  linux: ['webgpu', 'cpu'],
};

/** Devices that this platform's build offers, best first; whether one starts is known when a model is loaded on it. */
export function bundledDevices(): readonly ConcreteDevice[] {
  return bundled[process.platform] ?? ['cpu'];
}

/**
 * The devices to try in turn: all bundled ones for `auto`, else only the one asked for, so that a device which fails
 * is never silently replaced.
 *
 * @throws LangSegError `CONFIG_INVALID` for an unknown name.
 */
export function devicesToTry(device: string): readonly ConcreteDevice[] {
  if (!(devices as readonly string[]).includes(device))
    throw new LangSegError('CONFIG_INVALID', `Unknown device "${device}"; known: ${devices.join(', ')}.`, {
      expected: devices,
      found: device,
    });
  return device === 'auto' ? bundledDevices() : [device as ConcreteDevice];
}
