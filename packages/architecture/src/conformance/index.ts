export { testImageArchitecture, type ImageArchitectureSetup } from './test-image-architecture.js';
