export { startServer, type LangSegServer } from './start-server.js';
export type { ApiLimits, ApiOptions, ServerOptions } from './options/server-options.js';

export type {
  ExtensionContext,
  ExtensionRequest,
  ExtensionRoute,
  SegmentedPhoto,
  ServerExtension,
} from './extensions/server-extension.js';
export { Refusal, type RefusalCode, type RefusalHeaders } from './errors/refusal.js';
export type { SegmentWishes } from './requests/segment-request.js';

export { serveWorker, type OpenedWorker } from './workers/serve-worker.js';
export type { PhotoSegmenter } from './segmenting/answer-request.js';
export type { SegmentLimits } from './limits/segment-limits.js';
export type { WorkerOptions } from './workers/protocol.js';

export type { PageFacts } from './routes/page-facts.js';
