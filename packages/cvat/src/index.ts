export { createDetector, type Detector, type DetectorOptions } from './create-detector.js';
export type { CvatMask } from './cvat-mask.js';
export {
  createNuclioHandler,
  type NuclioContext,
  type NuclioEvent,
  type NuclioHandler,
} from './nuclio-handler.js';
export { readFunctionFile } from './read-function-file.js';
