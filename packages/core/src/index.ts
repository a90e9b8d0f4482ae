export type { ErrorCode } from './errors/error-code.js';
export { LangSegError, type ErrorContext } from './errors/lang-seg-error.js';
export { listProblems } from './errors/list-problems.js';
export { parseJson } from './errors/parse-json.js';
export { safeParse } from './errors/safe-parse.js';
export { throwIfAborted } from './errors/throw-if-aborted.js';

export { assertShape, type AxisLengths } from './tensor/assert-shape.js';
export {
  allocate,
  bytesPerElement,
  fromBytes,
  toBytes,
  type DType,
  type DTypeArrays,
} from './tensor/dtype.js';
export { castSource, toFloat16, toFloat32 } from './tensor/half.js';
export { sizeOf, tensor, type Tensor } from './tensor/tensor.js';
export {
  deriveSource,
  sourceOf,
  sourceSize,
  stackSources,
  transposeSource,
  type TensorSource,
  type Weights,
} from './tensor/tensor-source.js';

export type { AssetStore } from './interfaces/asset-store.js';
export type { Head } from './interfaces/head.js';
export type { EmbeddingUpsampling, ImageEncoder, PixelEmbeddings } from './interfaces/image-encoder.js';
export type {
  ImageReader,
  ImageSource,
  ImageWarning,
  ReadImageOptions,
  RgbImage,
} from './interfaces/image-io.js';
export type { ImageRows } from './interfaces/image-rows.js';
export type { Preprocessing } from './interfaces/preprocessing.js';
export type { Refiner, RefinerGuide } from './interfaces/refiner.js';
export type { Disposable, RunOptions } from './interfaces/run-options.js';
export type {
  ExternalData,
  LoadOptions,
  ModelSource,
  Runtime,
  RuntimeCapabilities,
  Session,
  ValueInfo,
} from './interfaces/runtime.js';
export type { ScoreRows } from './interfaces/score-rows.js';
export type { SpatialRegularizer } from './interfaces/spatial-regularizer.js';
export type { EncodeTextOptions, LabelWarning, TextEncoder } from './interfaces/text-encoder.js';
export type { NearWord, TextVocabulary } from './interfaces/text-vocabulary.js';

export { bundleFormatVersion, parseBundleConfig, type BundleConfig } from './bundle/bundle-config.js';
export { missingParts } from './bundle/missing-parts.js';
export { assertDtype, dtypesOf } from './bundle/bundle-dtype.js';
export { dtypeSuffixes, modelDtypes, type ModelDtype } from './bundle/model-dtype.js';
export { openBundle, type OpenBundle, type OpenBundleOptions } from './bundle/open-bundle.js';
export { openTextEncoder, type OpenTextEncoderOptions } from './bundle/open-text-encoder.js';
export { readJsonAsset } from './bundle/read-json-asset.js';
export { parsePreprocessorConfig, preprocessorConfigOf } from './bundle/preprocessor-config.js';
export type { Calibration } from './calibration/calibration.js';
export { fitCalibration, type CalibrationSample } from './calibration/fit-calibration.js';
export { asset, assetsIn, type AssetKind, type NamedAsset } from './components/asset.js';
export type { AnyComponent, Component, ConfigOf, OptionsOf } from './components/component.js';
export { ComponentSet, type ParsedConfig } from './components/component-set.js';
export { createPart, type PipelineParts } from './components/pipeline.js';
export {
  defineComponent,
  pipelineSlots,
  type ComponentContext,
  type ContextOf,
  type ImageEncoderContext,
  type PipelineComponent,
  type Slot,
  type SlotTypes,
} from './components/pipeline-component.js';
export type { AnyConfig, PipelineConfig, SlotConfig } from './components/pipeline-config.js';
export { definePlugin, type Plugin } from './components/plugin.js';
export { pluginOf } from './components/plugin-of.js';
export { createRegistry, Registry } from './components/registry.js';
export { defineSlot, type SlotKey } from './components/slot-key.js';

export type { EmbeddingBand, EmbeddingRows } from './segmenter/embedding-rows.js';
export { EncodedImage, type EncodedImageInit } from './segmenter/encoded-image.js';
export type { LabelledVectors } from './segmenter/label-vectors.js';
export type { EncodedView, EncodedViews } from './segmenter/encoded-views.js';
export { labelNames } from './segmenter/embed-labels.js';
export {
  LiveSegmentation,
  type LiveSegmentationInit,
  type ResultImage,
} from './segmenter/live-segmentation.js';
export type { OpenCalls } from './segmenter/open-calls.js';
export type { LabelledRows } from './segmenter/segment-rows.js';
export type { EncodeImageOptions, SegmentOptions, SegmentRowsOptions } from './segmenter/segment-options.js';
export { Segmenter, type SegmenterInit } from './segmenter/segmenter.js';

export { argmax } from './math/argmax.js';
export {
  interpolationAxis,
  type InterpolationAxis,
  type InterpolationAxisOptions,
} from './math/interpolation-axis.js';
export { l2Normalize } from './math/l2-normalize.js';
export { allocateLabelMap, maxLabels, type LabelMap } from './math/label-map.js';
export {
  createLabelMapAccumulator,
  labelMapFromLogits,
  type LabelMapAccumulator,
  type LabelMapOptions,
} from './math/label-map-accumulator.js';
export { logSumExp } from './math/log-sum-exp.js';
export type { ProbabilityMapOptions } from './math/log-sum-map.js';
export { probabilityMap } from './math/probability-map.js';
export { resizeBilinear, type ResizeTarget } from './math/resize-bilinear.js';
export { resizeNearest } from './math/resize-nearest.js';
export { resizePositionEmbedding } from './math/resize-position-embedding.js';
export { runInSlices, type SliceOptions } from './math/run-in-slices.js';
export { labelPlane, scoreMap } from './math/score-map.js';
export { softmax, type SoftmaxOptions } from './math/softmax.js';
export { upsampledNorms } from './math/upsampled-norms.js';

export { assertImage } from './image/assert-image.js';
export { clipNormalization, clipPreprocess } from './image/clip-preprocess.js';
export { cropImage, type Rectangle } from './image/crop-image.js';
export type { PillowFilter } from './image/pillow-kernel.js';
export { pixelsToBytes } from './image/pixels-to-bytes.js';
export { resizePillow } from './image/resize-pillow.js';
export { targetSize, type ImageSize } from './image/target-size.js';
export { normalizePixels, toPixels } from './image/to-pixels.js';

export { flattenLabels, type FlatLabel } from './labels/flatten-labels.js';
export { ade20kLabels } from './labels/ade20k-labels.js';
export {
  labelOptionsOf,
  type Label,
  type LabelGroup,
  type LabelOptions,
  type WordScoring,
} from './labels/label.js';
export {
  createLabelSet,
  isOtherLabel,
  maxLabelLength,
  type LabelPlane,
  type LabelSet,
  type LabelSetOptions,
} from './labels/label-set.js';
export { parseAde20kLabels } from './labels/parse-ade20k-labels.js';
export { labelsFromJson } from './labels/labels-from-json.js';
export { parseLabelTree, type ParsedLabelTree } from './labels/parse-label-tree.js';
export { parseLabels, type ParsedLabels } from './labels/parse-labels.js';
export { pascalVocLabels } from './labels/pascal-voc-labels.js';
export { quoteLabel, quoteLabels } from './labels/quote-label.js';

export type { EmbeddingGrid } from './regions/embedding-grid.js';
export { growRegion, type GrownRegion } from './regions/grow-region.js';
export { meanEmbedding } from './regions/mean-embedding.js';
export { upperThreshold } from './regions/upper-threshold.js';
export type { PhotoRegion, RegionOptions } from './regions/photo-region.js';
export type { WordCheck } from './suggest/check-words.js';
export type { Suggestion, SuggestOptions } from './suggest/suggestion.js';
export { commonWords } from './lint/common-words.js';
export { lintLabels } from './lint/lint-labels.js';
export type {
  LabelFinding,
  LabelFindingKind,
  LabelLint,
  LintedLabel,
  LintLabelsOptions,
} from './lint/label-lint.js';

export { confidenceRows } from './scores/confidence-rows.js';
export { probabilityRows, softmaxInPlace } from './scores/softmax-rows.js';
export { scoreRowsOf, type ScoreRowsGeometry } from './scores/score-rows.js';

export {
  planViews,
  plannedViews,
  viewCount,
  type PlannedView,
  type PlanPreprocessing,
  type ViewPass,
  type ViewPlan,
} from './views/view-plan.js';
export { canvasSource, viewPixels, type CanvasOptions, type CanvasSource } from './views/view-pixels.js';
export {
  parseView,
  viewSchema,
  type FuseRule,
  type ViewOptions,
  type WindowOptions,
} from './views/view-options.js';

export { counted } from './text/counted.js';
export { decodeText } from './text/decode-text.js';

export { adePalette } from './palettes/ade-palette.js';
export { colorAt, parseColor, type Color, type Palette } from './palettes/palette.js';
export { paletteWith } from './palettes/palette-with.js';
export { paletteFor } from './palettes/palette-for.js';
export { vocPalette } from './palettes/voc-palette.js';

export {
  defineFormat,
  formatSlot,
  type FormatComponent,
  type FormatContext,
  type FormatFile,
} from './results/format/format-component.js';
export { formatOfPath, usualEnding, type FormatEnding } from './results/format/format-of-path.js';
export { partNameBytes } from './results/format/part-names.js';
export type { IndexedPicture, PictureEncoder, PictureOptions } from './results/format/picture-encoder.js';
export {
  createResultEncoder,
  type EncodeResultOptions,
  type FormatChoice,
  type ResultEncoder,
  type ResultFile,
} from './results/format/result-encoder.js';
export type { ResultWriter, SaveOptions } from './results/format/result-writer.js';
export { resultFormats } from './results/formats/result-formats.js';
export type { ExplainedLabel, ExplainOptions, Explanation } from './results/explanation.js';
export { heatmapPixels, type ColorMap, type HeatmapPixelsOptions } from './results/heatmap.js';
export { areaOutlines } from './areas/area-outlines.js';
export { fillRings } from './areas/fill-rings.js';
export { findAreas, type Area, type AreaSource, type FindAreasOptions } from './areas/find-areas.js';
export { joinHoles } from './areas/join-holes.js';
export { labelComponents, type MapComponent, type MapComponents } from './areas/label-components.js';
export { boxOfRle, maskInBox, paintRle, pixelsOfRle, type PixelBox } from './areas/rle-facts.js';
export { scoreAreas, type ScoreSource } from './areas/score-areas.js';
export { simplifyOutline } from './areas/simplify-outline.js';
export { traceOutlines, type Outline, type Ring } from './areas/trace-outlines.js';
export { labelAreas, type LabelArea } from './results/label-areas.js';
export { createLegend, type LegendEntry, type LegendOptions } from './results/legend.js';
export { overlayPixels, type OverlayOptions } from './results/overlay.js';
export {
  compressRle,
  decodeRle,
  encodeRle,
  encodeRles,
  expandRle,
  type CompressedRle,
  type Rle,
} from './areas/rle.js';
export {
  Segmentation,
  type Heatmap,
  type HeatmapsOptions,
  type LogitsOptions,
  type RleSegment,
  type TransformersSegment,
} from './results/segmentation.js';
export type { LabelRuns } from './results/label-runs.js';
export type { HeatmapOptions, SegmentationInit } from './results/segmentation-init.js';
