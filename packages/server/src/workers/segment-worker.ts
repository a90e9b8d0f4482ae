import { createSegmenter } from 'langseg';
import { serveWorker } from './serve-worker.js';

serveWorker(({ model, device, threads, limits }) =>
  createSegmenter({ model, device, threads, maxPixels: limits.maxPixels }),
);
