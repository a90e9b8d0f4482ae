export { testDecoder, type DecoderSetup } from './test-decoder.js';
export { testImageArchitecture, type ImageArchitectureSetup } from './test-image-architecture.js';
export {
  testRegularizerArchitecture,
  type RegularizerArchitectureSetup,
} from './test-regularizer-architecture.js';
export { testTextArchitecture, type TextArchitectureSetup } from './test-text-architecture.js';
