import { convolutionParameters, scoped, zeros, type ParameterSpec } from '@langseg/onnx-graph';
import { mosaicBlocks, mosaicChannels, mosaicHead, type MosaicSizes } from './mosaic-blocks.js';

/**
 * The weights of MOSAIC in the order in which its convolutions run. It has no batch norms that could restore the variance of
 * freshly made layers, so that is kept by construction, as in MobileNetV2's trunk here.
 */
export function mosaicParameters(sizes: MosaicSizes): ParameterSpec[] {
  const specs: ParameterSpec[] = [];
  let index = 0;
  const layer = (inputs: number, outputs: number, kernel = 1, gain = 2) => {
    const std = Math.sqrt(gain / (inputs * kernel * kernel));
    const initial = { weight: { kind: 'normal', std }, bias: zeros } as const;
    specs.push(
      ...scoped(
        String(index++).padStart(3, '0'),
        convolutionParameters({ inputs, outputs, kernel, initial }),
      ),
    );
    return outputs;
  };
  const channels = (count: number) => mosaicChannels(count, sizes);
  const sums = mosaicBlocks.filter(({ residual }) => residual).length;
  const [half, pooled] = [channels(mosaicHead.half), channels(mosaicHead.pooled)];

  let width = layer(3, channels(mosaicHead.stem), 3);
  for (const block of mosaicBlocks) {
    const inner = layer(width, channels(block.inner));
    layer(1, inner, block.kernel);
    width = layer(inner, channels(block.outputs), 1, block.residual ? 1 / sums : 1);
  }
  layer(width, 2 * half);
  layer(channels(mosaicBlocks[1].inner), sizes.classes);
  for (const _ of mosaicHead.pools)
    for (const kernel of mosaicHead.kernels) {
      layer(1, half, kernel);
      layer(half, pooled);
    }
  const scales = mosaicHead.pools.length * mosaicHead.kernels.length;
  const merged = layer(scales * pooled + 2 * half, channels(mosaicHead.merged));
  const stride8 = layer(merged + channels(mosaicBlocks[5].inner), channels(mosaicHead.stride8));
  layer(1, stride8, 3);
  layer(stride8, sizes.classes);
  return specs;
}
