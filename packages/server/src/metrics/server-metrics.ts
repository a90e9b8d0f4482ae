import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { steps, type Timings } from '../segmenting/answer.js';

/** A request that has been answered. */
export interface RequestFacts {
  readonly method: string;
  /** The pattern of the path, not the path: `/models/:id/*`. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** What the metrics look up when they are asked for. */
export interface Watched {
  readonly requests: () => number;
  readonly bodyBytes: () => number;
  readonly pool?: { readonly waiting: number; readonly busy: number; readonly ready: number };
}

/** Counts what a server does, in the format of Prometheus. */
export interface ServerMetrics {
  countRequest(facts: RequestFacts): void;
  countSteps(timings: Timings): void;
  countLostWorker(): void;
  /** The metrics as text. */
  text(): Promise<string>;
  readonly contentType: string;
  dispose(): void;
}

/** Seconds; a photo takes between a tenth and many, a small file much less. */
const buckets = [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60];

/** Metrics of one server; several in a process don't mix. */
export function createServerMetrics({ requests: open, bodyBytes, pool }: Watched): ServerMetrics {
  const registry = new Registry();
  const registers = [registry];
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();

  const requests = new Counter({
    name: 'langseg_http_requests_total',
    help: 'Requests that were answered.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const duration = new Histogram({
    name: 'langseg_http_request_duration_seconds',
    help: 'From the headers of a request to the end of its response.',
    labelNames: ['route'],
    buckets,
    registers,
  });
  const stepDuration = new Histogram({
    name: 'langseg_segment_step_duration_seconds',
    help: 'Steps of segmenting a photo: parse, decode, encode, label, write.',
    labelNames: ['step'],
    buckets,
    registers,
  });
  const lost = new Counter({
    name: 'langseg_workers_lost_total',
    help: 'Processes that ended unexpectedly, and failed starts.',
    registers,
  });

  const watch = (name: string, help: string, value: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  };
  watch('langseg_http_requests_open', 'Open requests.', open);
  watch('langseg_body_bytes', 'Memory taken by request bodies.', bodyBytes);
  if (pool) {
    watch('langseg_queue_length', 'Photos waiting.', () => pool.waiting);
    watch('langseg_workers_busy', 'Processes that are segmenting.', () => pool.busy);
    watch('langseg_workers_ready', 'Processes that have a model.', () => pool.ready);
  }
  watch(
    'langseg_server_memory_bytes',
    'Resident memory of the server, without the processes that segment.',
    () => process.memoryUsage.rss(),
  );
  watch('langseg_event_loop_delay_seconds', 'Longest delay of the event loop since the last scrape.', () => {
    const longest = delay.max / 1e9;
    delay.reset();
    return longest;
  });

  return {
    contentType: registry.contentType,
    countRequest({ method, route, status, seconds }) {
      requests.inc({ method, route, status });
      duration.observe({ route }, seconds);
    },
    countSteps(timings) {
      for (const step of steps) {
        const milliseconds = timings[step];
        if (milliseconds !== undefined) stepDuration.observe({ step }, milliseconds / 1000);
      }
    },
    countLostWorker: () => lost.inc(),
    text: () => registry.metrics(),
    dispose() {
      delay.disable();
      registry.clear();
    },
  };
}
