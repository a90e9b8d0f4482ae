import { openQueue, workOnBatch, type WorkOptions } from '../index.js';

/** What a worker of a test is told. */
export interface WorkerOrder {
  readonly address: string;
  readonly batch: string;
  readonly options: Pick<WorkOptions, 'lease' | 'poll' | 'processes'>;
  /** Address of another program that segments. */
  readonly program?: string;
}

/** A worker in a process of its own, which can be killed. It says when it takes a job. */
process.once('message', ({ address, batch, options, program }: WorkerOrder) => {
  void (async () => {
    const queue = await openQueue(address);
    await workOnBatch(queue, batch, {
      ...options,
      onEvent: ({ type }) => type === 'claimed' && process.send!(type),
      ...(program !== undefined && { program: new URL(program) }),
    });
    await queue.close();
    process.disconnect();
  })().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
