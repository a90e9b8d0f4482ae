import type { RuntimeAnswer, RuntimeCall } from './runtime-calls.js';

let worker: Worker | undefined;

/** Calls the runtime in its worker, which the first call starts. One call at a time. */
export function callRuntime(call: RuntimeCall): Promise<RuntimeAnswer> {
  worker ??= new Worker(new URL('./runtime-worker.js', import.meta.url), { type: 'module' });
  const answering = worker;
  return new Promise((resolve, reject) => {
    answering.onmessage = ({ data }) => resolve(data as RuntimeAnswer);
    answering.onerror = ({ message }) => reject(new Error(message));
    answering.postMessage(call);
  });
}
