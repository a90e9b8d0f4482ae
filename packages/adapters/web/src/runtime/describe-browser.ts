import { logicalProcessors, usableThreads } from './thread-count.js';

/** What WebGPU offers here. */
export interface WebGpuReport {
  /** Vendor and architecture in the browser's words, for example `nvidia ampere`; may be empty. */
  readonly description: string;
  /** True for an adapter that computes on the processor: right numbers, but slower than WebAssembly. */
  readonly software: boolean;
  /** Whether it computes in half precision (`shader-f16`). */
  readonly half: boolean;
  /** Largest buffer in bytes that a model can bind. */
  readonly maxBufferSize: number;
}

/** What this browser, page or worker can do for models. */
export interface WebCapabilities {
  /** WebAssembly with 128-bit SIMD, without which no model runs. */
  readonly simd: boolean;
  /** The page was served with COOP and COEP headers; threads need it. */
  readonly crossOriginIsolated: boolean;
  /** Threads that WebAssembly can use here: 1 without isolation. */
  readonly threads: number;
  /** Logical processors, as the browser tells. */
  readonly hardwareConcurrency: number;
  /** Undefined where there is no WebGPU adapter. */
  readonly webgpu?: WebGpuReport;
}

/** A module that uses one SIMD instruction (`i8x16.splat`): valid only where SIMD is supported. */
const simdModule = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11],
);

/** Finds out what this browser can do. Works in pages and workers; never throws. */
export async function describeBrowser(): Promise<WebCapabilities> {
  return {
    simd: hasSimd(),
    crossOriginIsolated: globalThis.crossOriginIsolated === true,
    threads: usableThreads(),
    hardwareConcurrency: logicalProcessors(),
    webgpu: await describeWebGpu(),
  };
}

function hasSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(simdModule);
}

async function describeWebGpu(): Promise<WebGpuReport | undefined> {
  try {
    const adapter = await gpu()?.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return undefined;
    const { vendor = '', architecture = '', description = '', isFallbackAdapter } = adapter.info;
    const words = `${vendor} ${architecture} ${description}`.trim();
    return {
      description: `${vendor} ${architecture}`.trim(),
      software: isFallbackAdapter === true || /swiftshader|llvmpipe|lavapipe|basic render/i.test(words),
      half: adapter.features?.has('shader-f16') === true,
      maxBufferSize: Math.min(adapter.limits.maxBufferSize, adapter.limits.maxStorageBufferBindingSize),
    };
  } catch {
    return undefined;
  }
}

/** The little of WebGPU that is asked about; TypeScript's DOM library does not describe it in every version. */
interface Gpu {
  requestAdapter(options: { powerPreference: 'high-performance' }): Promise<{
    readonly info: {
      readonly vendor?: string;
      readonly architecture?: string;
      readonly description?: string;
      readonly isFallbackAdapter?: boolean;
    };
    readonly features?: { has(name: string): boolean };
    readonly limits: { readonly maxBufferSize: number; readonly maxStorageBufferBindingSize: number };
  } | null>;
}

function gpu(): Gpu | undefined {
  return (globalThis.navigator as (Navigator & { readonly gpu?: Gpu }) | undefined)?.gpu;
}
