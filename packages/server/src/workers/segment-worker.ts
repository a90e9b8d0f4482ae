import { loadPlugin } from '@langseg/adapter-node';
import { createSegmenter, defaultRegistry } from 'langseg';
import { serveWorker } from './serve-worker.js';

serveWorker(async ({ model, plugins, device, threads }) => {
  const loaded = await Promise.all(plugins.map((address) => loadPlugin(address)));
  return createSegmenter({ model, registry: defaultRegistry.use(...loaded), device, threads });
});
