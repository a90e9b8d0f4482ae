export { clipResnetGraph, type ClipResnetConfig } from './clip-vision/clip-resnet-graph.js';
export { clipVitGraph, type ClipVitConfig } from './clip-vision/clip-vit-graph.js';
export { dptResnet } from './components/dpt-resnet.js';
export { checkDptVitSize, dptVit } from './components/dpt-vit.js';
export { mobilenet } from './components/mobilenet.js';
export { dptResnetArchitecture, resnet101, type DptResnetSizes } from './dpt/dpt-resnet-architecture.js';
export { dptResnetGraph, type DptResnetConfig } from './dpt/dpt-resnet-graph.js';
export { dptVitArchitecture } from './dpt/dpt-vit-architecture.js';
export { dptVitGraph, type DptVitConfig } from './dpt/dpt-vit-graph.js';
export { vitBase32, vitLarge16, type DptVitSizes } from './dpt/dpt-vit-sizes.js';
export type { FusionSizes } from './dpt/fusion-parameters.js';
export type { Readout } from './dpt/readout.js';
export { mobilenetArchitecture } from './mobilenet/mobilenet-architecture.js';
export { mobilenetGraph, type MobilenetConfig } from './mobilenet/mobilenet-graph.js';
export {
  mobilenetChannels,
  type MobilenetChannels,
  type MobilenetSizes,
} from './mobilenet/mobilenet-parameters.js';
export { OnnxImageEncoder, type OnnxImageEncoderOptions } from './onnx-image-encoder.js';
export { resizePositions } from './vit/resize-positions.js';
export type { VitConfig } from './vit/vit-config.js';
