export { componentChecks, registerChecks, type Check } from './component-checks.js';
export { testLayout, type LayoutSetup } from './test-layout.js';
export { testDatasetFormat, type DatasetFormatSetup } from './test-dataset-format.js';
