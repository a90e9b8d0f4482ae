import { withPlugins } from '@langseg/adapter-node';
import { createSegmenter, defaultRegistry } from 'langseg';
import { serveWorker } from './serve-worker.js';

serveWorker(async ({ model, plugins, device, threads }) => {
  const registry = await withPlugins(defaultRegistry, plugins);
  return { segmenter: await createSegmenter({ model, registry, device, threads }), registry };
});
