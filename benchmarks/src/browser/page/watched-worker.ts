/** The worker that comes with LangSeg, and a count of what WebAssembly takes. */
import { serveModels } from '@langseg/web';
import { wasmMemoryChannel } from './wasm-memory-channel.js';

const memories: WebAssembly.Memory[] = [];

WebAssembly.Memory = class extends WebAssembly.Memory {
  constructor(descriptor: WebAssembly.MemoryDescriptor) {
    super(descriptor);
    memories.push(this);
  }
};

const channel = new BroadcastChannel(wasmMemoryChannel);
channel.onmessage = () => {
  channel.postMessage(memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
};

serveModels(self);
