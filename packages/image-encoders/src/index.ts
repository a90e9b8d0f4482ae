export { clip } from './clip/clip.js';
export { clipDenseGraph } from './clip/clip-dense-graph.js';
export type { ClipReadout, ClipSizes } from './clip/clip-sizes.js';
export { clipResnetGraph, type ClipResnetConfig } from './clip/clip-resnet-graph.js';
export { clipVitGraph, type ClipVitConfig } from './clip/clip-vit-graph.js';
export { convDecoder } from './decoders/conv-decoder.js';
export { dptDecoder } from './decoders/dpt-decoder.js';
export { linearDecoder } from './decoders/linear-decoder.js';
export { checkDptVitSize } from './dpt/check-dpt-vit-size.js';
export { dptResnet } from './dpt/dpt-resnet.js';
export { dptResnetGraph, type DptResnetConfig } from './dpt/dpt-resnet-graph.js';
export { resnet101, type DptResnetSizes } from './dpt/dpt-resnet-sizes.js';
export { dptVit } from './dpt/dpt-vit.js';
export { dptVitGraph, type DptVitConfig } from './dpt/dpt-vit-graph.js';
export { vitBase32, vitLarge16, type DptVitSizes } from './dpt/dpt-vit-sizes.js';
export type { FusionSizes } from './dpt/fusion-parameters.js';
export type { Readout } from './dpt/readout.js';
export { mobilenet } from './mobilenet/mobilenet.js';
export type { MosaicSizes } from './mosaic/mosaic-blocks.js';
export { mobilenetGraph, type MobilenetConfig } from './mobilenet/mobilenet-graph.js';
export {
  mobilenetChannels,
  twoTrunkChannels,
  type MobilenetChannels,
  type MobilenetSizes,
} from './mobilenet/mobilenet-sizes.js';
export { dinov2 } from './dinov2/dinov2.js';
export type { Dinov2Sizes } from './dinov2/dinov2-presets.js';
export { dinotxt } from './dinotxt/dinotxt.js';
export { dinotxtGraph } from './dinotxt/dinotxt-graph.js';
export type { DinotxtSizes } from './dinotxt/dinotxt-sizes.js';
export { talk2dino } from './talk2dino/talk2dino.js';
export { tips } from './tips/tips.js';
export { tipsGraph } from './tips/tips-graph.js';
export type { TipsSizes } from './tips/tips-sizes.js';
export type { Dinov2Config } from './dinov2/dinov2-config.js';
export { resizePositions, type AxisWeights } from './vit/resize-positions.js';
export type { VitConfig } from './vit/vit-config.js';
