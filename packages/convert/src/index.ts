export type { BundleWriter, FileSink, WrittenFile } from './bundle/bundle-writer.js';
export { writeBundle, type WriteBundleOptions } from './bundle/write-bundle.js';
export { bundleBytes, modelCatalogue, type CatalogueModel } from './catalogue/model-catalogue.js';
export { conversionOptions, type ConversionOption } from './conversion-options.js';
export {
  chooseFiles,
  type ChooseFilesOptions,
  type ChosenFiles,
  type FileRepository,
} from './choose-files.js';
export type { ConvertOptions } from './convert-options.js';
export type { ModelPlan, PlannedComponent } from './model-plan.js';
export { planConversion } from './plan-conversion.js';
export { imageComponent, imageModelPath } from './image-part.js';
export { imageNetwork, type ImageNetwork, type ImageNetworkRecipe } from './trained/image-network.js';
export { describeNetwork, type NetworkDescription } from './trained/network-description.js';
export { planTrained, type TrainedImage, type TrainedModel } from './trained/plan-trained.js';
export { readGraph } from './trained/read-graph.js';
export { textPartOf } from './trained/text-part.js';
