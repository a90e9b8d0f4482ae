import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { WorkEvent } from '../worker/work-options.js';

/** Counts what a worker does, in the format of Prometheus. */
export interface WorkMetrics {
  /** Give it to `workOnBatch` as `onEvent`, or call it there. */
  readonly count: (event: WorkEvent) => void;
  /** The metrics as text. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Seconds of a photo. */
const buckets = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60];

/** Metrics of one worker; several in a process don't mix. */
export function createWorkMetrics(): WorkMetrics {
  const registry = new Registry();
  const registers = [registry];
  const photos = new Counter({
    name: 'langseg_batch_photos_total',
    help: 'Photos: made by this worker, kept because they were there, failed.',
    labelNames: ['outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'langseg_batch_photo_duration_seconds',
    help: 'From reading a photo to its last file; those that were made.',
    buckets,
    registers,
  });
  const jobs = new Counter({
    name: 'langseg_batch_jobs_total',
    help: 'Jobs: claimed, completed, lost to other workers or cancelled, given back.',
    labelNames: ['event'],
    registers,
  });
  const lost = new Counter({
    name: 'langseg_batch_processes_lost_total',
    help: 'Processes that ended in the middle of a photo.',
    registers,
  });
  const waits = new Counter({
    name: 'langseg_batch_database_failures_total',
    help: 'Times that the database did not answer.',
    registers,
  });
  new Gauge({
    name: 'langseg_batch_memory_bytes',
    help: 'Resident memory of the worker, without the processes that segment.',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    count(event) {
      switch (event.type) {
        case 'photo':
          photos.inc({ outcome: event.outcome });
          if (event.outcome === 'made') duration.observe(event.seconds);
          return;
        case 'process-lost':
          return lost.inc();
        case 'waiting':
          return waits.inc();
        default:
          return jobs.inc({ event: event.type });
      }
    },
  };
}
