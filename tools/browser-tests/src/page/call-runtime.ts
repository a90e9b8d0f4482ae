import type { RuntimeAnswer, RuntimeCall } from './runtime-calls.js';

let worker: Worker | undefined;
let lastAnswer: Promise<unknown> = Promise.resolve();

/** Calls the runtime in its worker, which the first call starts. Calls are answered one after the other. */
export function callRuntime(call: RuntimeCall): Promise<RuntimeAnswer> {
  worker ??= new Worker(new URL('./runtime-worker.js', import.meta.url), { type: 'module' });
  const answering = worker;
  const answer = lastAnswer.then(
    () =>
      new Promise<RuntimeAnswer>((resolve, reject) => {
        answering.onmessage = ({ data }) => resolve(data as RuntimeAnswer);
        answering.onerror = ({ message }) => reject(new Error(message));
        answering.postMessage(call);
      }),
  );
  lastAnswer = answer.catch(() => {});
  return answer;
}
