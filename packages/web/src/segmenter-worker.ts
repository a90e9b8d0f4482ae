import { serveModels } from './serve-models.js';

serveModels(self);

/** What this worker takes when it is opened; `createSegmenter` sends it. */
export type { OpenModelOptions } from './serve-models.js';
