export type { ClassCounts } from './class-counts.js';
export { ConfusionMatrix, type AddOptions, type ConfusionMatrixJson } from './confusion-matrix.js';
export { boundaryCounts, boundaryF, type BoundaryCounts, type ClassMap } from './metrics/boundary-counts.js';
export {
  calibrationBins,
  CalibrationCounts,
  expectedCalibrationError,
  type CalibrationBin,
} from './metrics/calibration-bins.js';
export { calibrateModel } from './calibrate/calibrate-model.js';
export {
  mergeCalibrationParts,
  type CalibrationPart,
  type CalibrationPhoto,
  type CalibrationSettings,
} from './calibrate/calibration-part.js';
export { finishCalibration, type ModelCalibration } from './calibrate/finish-calibration.js';
export {
  measureForCalibration,
  type CalibrateOptions,
  type CalibrationStore,
} from './calibrate/measure-for-calibration.js';
export type { RejectionShares } from './calibrate/rejection-counts.js';
export { falseArea, foregroundBackgroundIoU, frequencyWeightedIoU } from './metrics/region-scores.js';
export { askPhoto, type AskOptions, type CountOptions } from './run/ask-photo.js';
export { countPhoto, type CountPhotoOptions, type PhotoPrediction } from './run/count-photo.js';
export {
  countPhotos,
  type CountedPhoto,
  type CountPhotosOptions,
  type EvaluationItem,
} from './run/count-photos.js';
export type { EncodePhotosOptions, PhotoEncoder, PlacedPhoto, SkippedPhoto } from './run/encode-photos.js';
export {
  evaluateDataset,
  type ChosenSettings,
  type CountStore,
  type EvaluateOptions,
  type EvaluationCounter,
  type EvaluationOptions,
} from './run/evaluate-dataset.js';
export { protocolQuestion, type EvaluatedFiles, type ProtocolQuestion } from './run/protocol-question.js';
export { segmentExample, type ExampleOptions } from './run/segment-example.js';
export { labelQuestion } from './run/label-question.js';
export { classQuestion, type Question } from './run/question.js';
export { parseShard, placesOf, type Shard } from './run/shard.js';
export { FewShotMatrices, type FewShotMatricesJson } from './few-shot-matrices.js';
export { fewShotScores, type FewShotScores } from './few-shot-scores.js';
export type { BootstrapOptions, Gain } from './compare/bootstrap-gains.js';
export { assertSameClasses, compareRecords, type RecordComparison } from './compare/compare-records.js';
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
export { makeRecord, photoMatrix, type RecordParts } from './record/make-record.js';
export { mergeRecords, type NamedRecord } from './record/merge-records.js';
export { settingsDifferences } from './record/settings-differences.js';
export { photoCountsSchema, type PhotoCounts } from './record/photo-counts.js';
export {
  segmentationScores,
  type ClassScore,
  type ScoreOptions,
  type SegmentationScores,
} from './segmentation-scores.js';
