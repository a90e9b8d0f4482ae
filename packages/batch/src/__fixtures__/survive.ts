import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { forkModule } from '@langseg/adapter-node';
import type { TestPostgres } from '@langseg/postgres-testing';
import { batchStatus, openQueue, type BatchStatus } from '../index.js';
import type { WorkerOrder } from './worker-program.js';

const program = new URL('./worker-program.ts', import.meta.url);

interface Worker {
  readonly child: ChildProcess;
  /** Its exit code, `null` after it was killed. */
  readonly exited: Promise<number | null>;
  /** When it has taken a job, or ended. */
  readonly busy: Promise<unknown>;
}

/** Starts a worker in a process of its own. */
function startWorker(order: WorkerOrder): Worker {
  const child = forkModule(program);
  child.send(order);
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return { child, exited, busy: Promise.race([once(child, 'message'), exited]) };
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
  try {
    let [victim] = workers;
    for (const share of [0.1, 0.5]) {
      await untilDone(share);
      victim.child.kill('SIGKILL');
      await victim.exited;
      victim = startWorker(order);
      workers.push(victim);
      if (share !== 0.1) continue;
      await Promise.all([untilDone(0.3), victim.busy]);
      await server.kill();
      await server.start();
    }
    const ends = await Promise.all([workers[1], workers[2], victim].map(({ exited }) => exited));
    if (ends.some((code) => code !== 0)) throw new Error(`Workers ended with ${JSON.stringify(ends)}.`);
    return await status();
  } finally {
    for (const { child } of workers) child.kill('SIGKILL');
    await queue.close();
  }
}
