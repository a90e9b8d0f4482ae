import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { forkModule } from '@langseg/adapter-node';
import type { TestPostgres } from '@langseg/postgres-testing';
import { batchStatus, openQueue, type BatchStatus } from '../index.js';
import type { WorkerOrder } from './worker-program.js';

const program = new URL('./worker-program.ts', import.meta.url);

/** Starts a worker in a process of its own. */
export function startWorker(order: WorkerOrder): ChildProcess {
  const child = forkModule(program);
  child.send(order);
  return child;
}

/**
 * Three workers on a batch, of which one is killed twice while the database is restarted once.
 *
 * @returns how far the batch was at the end.
 */
export async function survive(server: TestPostgres, order: WorkerOrder): Promise<BatchStatus> {
  const queue = await openQueue(server.url);
  const status = (): Promise<BatchStatus> => batchStatus(queue, order.batch);
  const { photos } = await status();
  const untilDone = async (share: number): Promise<void> => {
    while ((await status()).photos.done < share * photos.total) await setTimeout(50);
  };
  const workers = [1, 2, 3].map(() => startWorker(order));
  const others = workers.slice(1).map((worker) => once(worker, 'exit'));
  try {
    let [victim] = workers;
    for (const share of [0.1, 0.5]) {
      await untilDone(share);
      victim.kill('SIGKILL');
      await once(victim, 'exit');
      victim = startWorker(order);
      workers.push(victim);
      if (share !== 0.1) continue;
      await untilDone(0.3);
      await server.kill();
      await server.start();
    }
    const ends = await Promise.all([...others, once(victim, 'exit')]);
    if (ends.some(([code]) => code !== 0)) throw new Error(`Workers ended with ${JSON.stringify(ends)}.`);
    return await status();
  } finally {
    for (const worker of workers) worker.kill('SIGKILL');
    await queue.close();
  }
}
