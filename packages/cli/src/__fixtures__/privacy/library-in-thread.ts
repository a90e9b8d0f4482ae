import { Worker } from 'node:worker_threads';

/** The library in a worker thread, before anything else of the process has loaded it. */
const [loader, program] = [import.meta.resolve('tsx/esm/api'), new URL('library.ts', import.meta.url)];
new Worker(`import('${loader}').then(({ register }) => { register(); return import('${program.href}'); })`, {
  eval: true,
});
