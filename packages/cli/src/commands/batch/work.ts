import { counted } from '@langseg/core';
import type { WorkEvent } from '@langseg/batch';
import { printable } from '../../terminal/printable.js';
import type { ModelContext } from '../model-context.js';
import type { WorkCommandOptions } from './batch-options.js';
import { databaseOf, loadBatch } from './load-batch.js';

/**
 * Works on a batch.
 *
 * @throws LangSegError `PACKAGE_MISSING`, `USAGE`; as `workOnBatch`.
 */
export async function work(options: WorkCommandOptions, context: ModelContext): Promise<void> {
  const { io, terminal, pluginAddresses } = context;
  const { createWorkMetrics, openQueue, serveMetrics, workOnBatch } = await loadBatch();
  const queue = await openQueue(databaseOf(options, context), { create: false });
  const metrics = createWorkMetrics();
  const counts = { made: 0, kept: 0, failed: 0, jobs: 0 };
  const { batch, processes, threads, device, lease, photoTimeout, stay, metricsPort, metricsHost } = options;
  try {
    const server =
      metricsPort === undefined
        ? undefined
        : await serveMetrics(metrics, { port: metricsPort, host: metricsHost });
    if (server) terminal.note(`Metrics: http://${metricsHost}:${server.port}/metrics`);
    try {
      await workOnBatch(queue, batch, {
        ...{ processes, threads, device, lease, photoTimeout, stay, plugins: pluginAddresses },
        signal: io.signal,
        onEvent(event) {
          metrics.count(event);
          if (event.type === 'photo') counts[event.outcome]++;
          if (event.type === 'completed') counts.jobs++;
          const line = describe(event);
          if (line !== undefined) terminal.note(printable(line));
        },
      });
    } finally {
      await server?.close();
    }
  } finally {
    await queue.close();
  }
  if (options.json) return terminal.printJson({ batch, ...counts });
  await terminal.print(
    `The batch "${batch}" is done. This worker: ${counted(counts.made, 'photo')} segmented, ${counts.kept} there already, ` +
      `${counts.failed} failed.`,
  );
}

function describe(event: WorkEvent): string | undefined {
  switch (event.type) {
    case 'completed':
      return `Job ${event.job}: ${counted(event.photos, 'photo')}${event.failed > 0 ? `, ${event.failed} failed` : ''}.`;
    case 'lost':
      return `Job ${event.job} was cancelled, or is another worker's now.`;
    case 'given-back':
      return `Job ${event.job} goes back to the queue: ${event.reason}`;
    case 'waiting':
      return `Waiting for the database: ${event.reason}`;
    case 'process-lost':
      return 'A process ended in the middle of a photo; another one is started.';
    default:
      return undefined;
  }
}
