import { createSegmenter } from 'langseg';
import { serveWorker } from './serve-worker.js';

serveWorker(({ model, device, threads }) => createSegmenter({ model, device, threads }));
