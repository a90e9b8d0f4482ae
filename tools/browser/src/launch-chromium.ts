import type { Browser } from 'playwright-core';
import { findChromium } from './find-chromium.js';

/** Options of {@link launchChromium}. */
export interface LaunchOptions {
  /** Offer WebGPU on an adapter that computes on the processor: right numbers, slowly. Default: no WebGPU. */
  readonly webgpu?: boolean;
}

/** Tests need no network: whatever the browser would fetch by itself is off. */
const quiet = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const softwareWebGpu = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** Starts a headless Chromium. Close it after use. */
export async function launchChromium({ webgpu = false }: LaunchOptions = {}): Promise<Browser> {
  // Imported here, for it takes 90 MB that processes which start no browser would hold, too.
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath: findChromium(),
    args: webgpu ? [...quiet, ...softwareWebGpu] : quiet,
  });
}
