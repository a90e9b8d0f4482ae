/** Name of the channel on which the page asks the worker for the size of its WebAssembly memory. */
export const wasmMemoryChannel = 'langseg-wasm-memory';

/** Bytes of the worker's WebAssembly memory. */
export function wasmMemory(): Promise<number> {
  const channel = new BroadcastChannel(wasmMemoryChannel);
  return new Promise((resolve) => {
    channel.onmessage = ({ data }: MessageEvent<number>) => {
      channel.close();
      resolve(data);
    };
    channel.postMessage('how much?');
  });
}
