import { serveModels } from '@langseg/web';

/*
 * A graphics card that looks like a real one and computes nonsense: whatever is read back from it is overwritten. What is
 * uploaded passes the same function, but is written after it.
 */
interface GpuPrototype {
  readonly prototype: { getMappedRange: (this: unknown, ...range: number[]) => ArrayBuffer };
}
const { GPUBuffer, GPUAdapter } = globalThis as unknown as {
  GPUBuffer: GpuPrototype;
  GPUAdapter: GpuPrototype;
};
const { getMappedRange } = GPUBuffer.prototype;
GPUBuffer.prototype.getMappedRange = function (...range) {
  const buffer = getMappedRange.apply(this, range);
  new Uint8Array(buffer).fill(0x3e);
  return buffer;
};
const info = { vendor: 'acme', architecture: 'shiny', description: '', isFallbackAdapter: false };
Object.defineProperty(GPUAdapter.prototype, 'info', { get: () => info });

serveModels(self);
