import { loadPlugin } from '@langseg/adapter-node';
import { createSegmenter, defaultRegistry } from 'langseg';
import { serveWorker } from './serve-worker.js';

serveWorker(async ({ model, plugins, device, threads }) => {
  const loaded = await Promise.all(plugins.map((address) => loadPlugin(address)));
  const registry = defaultRegistry.use(...loaded);
  return { segmenter: await createSegmenter({ model, registry, device, threads }), registry };
});
