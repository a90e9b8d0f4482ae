import type { ImageTrunk, NetworkConfig } from '@langseg/architecture';
import type { GraphBuilder, Parameters, Value } from '@langseg/onnx-graph';
import type { Dinov2Config } from './dinov2-config.js';
import { dinov2Parameters } from './dinov2-parameters.js';
import { assertDinov2Sizes } from './dinov2-sizes.js';
import {
  asMap,
  dinov2Tokens,
  finalNorm,
  patchesOf,
  quarterBlocks,
  type Dinov2TokensOptions,
} from './dinov2-tokens.js';

/**
 * The vision transformer of DINOv2 and its kin as a trunk: the patches after each quarter of its blocks, behind the final norm.
 *
 * @param type of the architecture, for messages.
 * @param tokens how its tokens are made.
 */
export function dinov2Trunk<C extends Dinov2Config & NetworkConfig>(
  type: string,
  tokens: (config: C) => Dinov2TokensOptions,
): ImageTrunk<C> {
  return {
    parameters(config) {
      assertDinov2Sizes(type, config);
      return dinov2Parameters(config);
    },
    levels: ({ width, patchSize, depth }) =>
      Array.from({ length: quarterBlocks(depth).length + 1 }, () => ({ channels: width, stride: patchSize })),
    append: (g, pixels, parameters, config) => append(g, pixels, parameters, config, tokens(config)),
  };
}

function append(
  g: GraphBuilder,
  pixels: Value,
  parameters: Parameters,
  config: Dinov2Config,
  options: Dinov2TokensOptions,
): Value[] {
  const { width, registers } = config;
  const { rows, batchAndLength, grid, quarters } = dinov2Tokens(g, pixels, parameters, config, options);
  const perImage = (length: Value) => g.op('Concat', [length, g.ints(width)], { axis: 0 });
  const mapOf = (tokenRows: Value, length: Value) => {
    const patches = patchesOf(g, g.op('Reshape', [tokenRows, perImage(length)]), registers);
    return asMap(g, patches, grid, width);
  };
  return [
    ...quarters.map((quarter) => mapOf(finalNorm(g, quarter.rows, parameters), quarter.batchAndLength)),
    options.valuePath ? asMap(g, rows, grid, width) : mapOf(rows, batchAndLength),
  ];
}
