import {
  batchNorm,
  conv2d,
  upsampleBilinear,
  type GraphBuilder,
  type Parameters,
  type Value,
} from '@langseg/onnx-graph';

/**
 * Fuses four maps, coarse to fine (`FeatureFusionBlock_custom` and `ResidualConvUnit_custom` of lang-seg's
 * `lseg_blocks.py`), and projects to embeddings. Two 1×1 convolutions come before the bilinear upsampling instead of
 * after it: both are linear, and the interpolation weights of a pixel sum to one, so they commute exactly while
 * costing a quarter. The last upsampling is left to the caller for the same reason.
 *
 * @param layers maps at strides 4, 8, 16 and 32.
 * @param parameters the `scratch` scope.
 * @returns embeddings before the last ×2 upsampling and before normalisation, `[B, D, H/4, W/4]`.
 */
export function fuse(g: GraphBuilder, layers: readonly Value[], parameters: Parameters): Value {
  const reduced = layers.map((layer, index) =>
    conv2d(g, layer, parameters.scope(`layer${index + 1}_rn`), { padding: 1, name: `layer_${index + 1}_rn` }),
  );
  let path: Value | undefined;
  for (let level = 4; level >= 1; level--) {
    const block = parameters.scope(`refinenet${level}`);
    const skip = reduced[level - 1];
    const merged: Value = path
      ? g.op('Add', [path, residualUnit(g, skip, block.scope('resConfUnit1'))])
      : skip;
    const refined = residualUnit(g, merged, block.scope('resConfUnit2'));
    const projected = conv2d(g, refined, block.scope('out_conv'), level === 1 ? { name: 'path_1_half' } : {});
    path =
      level === 1
        ? projected
        : upsampleBilinear(g, projected, 2, { alignCorners: true, name: `path_${level}` });
  }
  return conv2d(g, path!, parameters.scope('head1'));
}

/** ReLU, 3×3 convolution and batch norm, twice, added to the input. */
export function residualUnit(g: GraphBuilder, x: Value, parameters: Parameters): Value {
  let y = x;
  for (const step of [1, 2]) {
    y = conv2d(g, g.op('Relu', [y]), parameters.scope(`conv${step}`), { padding: 1 });
    y = batchNorm(g, y, parameters.scope(`bn${step}`));
  }
  return g.op('Add', [y, x]);
}
