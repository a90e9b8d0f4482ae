export { damagedCopies } from './damage/damaged-copies.js';
export { randomNumbers, type RandomNumbers } from './damage/random-numbers.js';
export type { SuiteSetup } from './support/suite-setup.js';
export { testAssetStore, type AssetStoreSetup } from './test-asset-store.js';
export { testDamagedFiles, type DamagedFilesSetup, type ForeignReader } from './test-damaged-files.js';
export { testFormat, type FormatSetup } from './test-format.js';
export { testHead, type HeadSetup } from './test-head.js';
export { testImageEncoder, type ImageEncoderSetup } from './test-image-encoder.js';
export { testImageReader, type ImageReaderSetup } from './test-image-reader.js';
export {
  testModelStore,
  type CachingModelStore,
  type KeptModel,
  type ModelStoreSetup,
} from './test-model-store.js';
export { testRefiner, type RefinerSetup } from './test-refiner.js';
export { testRegularizer, type RegularizerSetup } from './test-regularizer.js';
export { testRuntime, type RuntimeSetup } from './test-runtime.js';
export { testTextEncoder, type TextEncoderSetup } from './test-text-encoder.js';
