export { clipResnetGraph, type ClipResnetConfig } from './clip-vision/clip-resnet-graph.js';
export { clipVitGraph, type ClipVitConfig } from './clip-vision/clip-vit-graph.js';
export { dptResnetGraph, type DptResnetConfig } from './dpt/dpt-resnet-graph.js';
export { dptVitGraph, type DptVitConfig } from './dpt/dpt-vit-graph.js';
export type { Readout } from './dpt/readout.js';
export { mobilenetGraph, type MobilenetConfig } from './mobilenet/mobilenet-graph.js';
export { OnnxImageEncoder, type OnnxImageEncoderOptions } from './onnx-image-encoder.js';
export type { VitConfig } from './vit/vit-config.js';
