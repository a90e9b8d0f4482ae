export type { BundleWriter, FileSink, WrittenFile } from './bundle/bundle-writer.js';
export { writeBundle, type StoredDtype, type WriteBundleOptions } from './bundle/write-bundle.js';
export { conversionOptions, type ConversionOption } from './conversion-options.js';
export type { ConvertOptions } from './convert-options.js';
export type { ModelPlan, PlannedComponent } from './model-plan.js';
export { planConversion } from './plan-conversion.js';
export { planTrained, type TrainedModel } from './trained/plan-trained.js';
export { readGraph } from './trained/read-graph.js';
export { textPartOf } from './trained/text-part.js';
