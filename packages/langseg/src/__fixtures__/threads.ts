import { on, once } from 'node:events';
import { Worker } from 'node:worker_threads';

const [loader, program] = [import.meta.resolve('tsx/esm/api'), new URL('thread.ts', import.meta.url)];

function startThread(): Worker {
  const script = `import('${loader}').then(({ register }) => { register(); return import('${program.href}'); })`;
  return new Worker(script, { eval: true });
}

async function told(worker: Worker, message: string): Promise<unknown> {
  worker.postMessage(message);
  const [answer] = (await once(worker, 'message')) as [unknown];
  return answer;
}

const [orderly, busy] = [startThread(), startThread()];
console.log('segmented', await told(orderly, 'segment'));
orderly.postMessage('end');
console.log('ended', ...(await once(orderly, 'exit')));

console.log('segmented', await told(busy, 'segment'));
for (const message of ['segment', 'segment', 'drain']) busy.postMessage(message);
for await (const [answer] of on(busy, 'message')) {
  console.log(answer);
  if (answer === 'idle') break;
}
console.log('terminated', await busy.terminate());

console.log('survived');
