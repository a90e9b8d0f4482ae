export type { ClassCounts } from './class-counts.js';
export { ConfusionMatrix, type AddOptions, type ConfusionMatrixJson } from './confusion-matrix.js';
export { FewShotMatrices, type FewShotMatricesJson } from './few-shot-matrices.js';
export { fewShotScores, type FewShotScores } from './few-shot-scores.js';
export { drawEpisodes, type Episode } from './episodes/draw-episodes.js';
export { classWords, type LabelList, type Spelling } from './protocols/label-list.js';
export {
  planProtocol,
  type EpisodesPlan,
  type LabelsPlan,
  type ProtocolPlan,
} from './protocols/plan-protocol.js';
export {
  defineProtocol,
  protocolSlot,
  readProtocol,
  type ProtocolComponent,
} from './protocols/protocol-component.js';
export { protocolComponents } from './protocols/protocol-components.js';
export {
  protocolSchema,
  type EpisodesProtocol,
  type FixedLabelsProtocol,
  type Protocol,
  type ProtocolInput,
} from './protocols/protocol.js';
export {
  evaluationRecordSchema,
  evaluationSettingsSchema,
  type EvaluationRecord,
  type EvaluationSettings,
} from './record/evaluation-record.js';
export { photoCountsSchema, type PhotoCounts } from './record/photo-counts.js';
export {
  segmentationScores,
  type ClassScore,
  type ScoreOptions,
  type SegmentationScores,
} from './segmentation-scores.js';
