import { expect, it } from 'vitest';
import { serveMetrics } from './serve-metrics.js';
import { createWorkMetrics } from './work-metrics.js';

it('counts what a worker does, for Prometheus', async () => {
  const metrics = createWorkMetrics();
  metrics.count({ type: 'claimed', job: 'a', photos: 3 });
  metrics.count({ type: 'photo', outcome: 'made', seconds: 0.3 });
  metrics.count({ type: 'photo', outcome: 'kept', seconds: 0.001 });
  metrics.count({ type: 'photo', outcome: 'failed', seconds: 2 });
  metrics.count({ type: 'completed', job: 'a', photos: 3, failed: 1 });
  metrics.count({ type: 'waiting', reason: 'no answer' });
  metrics.count({ type: 'process-lost' });
  const server = await serveMetrics(metrics, { port: 0 });
  try {
    const get = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);
    const lines = (await (await get('/metrics')).text()).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'langseg_batch_photos_total{outcome="made"} 1',
        'langseg_batch_photos_total{outcome="failed"} 1',
        'langseg_batch_photo_duration_seconds_count 1',
        'langseg_batch_photo_duration_seconds_bucket{le="0.5"} 1',
        'langseg_batch_jobs_total{event="completed"} 1',
        'langseg_batch_processes_lost_total 1',
        'langseg_batch_database_failures_total 1',
      ]),
    );
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/other')).status).toBe(404);
    await expect(serveMetrics(metrics, { port: server.port })).rejects.toMatchObject({ code: 'IO_FAILED' });
  } finally {
    await server.close();
  }
});
