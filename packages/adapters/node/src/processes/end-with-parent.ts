import { Worker } from 'node:worker_threads';

/** Plain JavaScript, as it runs from sources and builds alike. The parent of an orphan is another process. */
const watch = `
const { workerData: parent } = require('node:worker_threads');
const isThere = () => {
  if (process.ppid !== parent) return false;
  try {
    return process.kill(parent, 0);
  } catch ({ code }) {
    return code === 'EPERM';
  }
};
setInterval(() => isThere() || process.kill(process.pid, 'SIGKILL'), 500);
`;

/**
 * Ends this process a moment after the one that started it is gone, whatever this one is at: the watch is a thread,
 * which endless loops and native code don't hold up.
 */
export function endWithParent(): void {
  new Worker(watch, { eval: true, workerData: process.ppid, execArgv: [], env: {} }).unref();
}
