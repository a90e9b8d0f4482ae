import { fileURLToPath } from 'node:url';
import { createNodeRuntime, directoryAssets } from '@langseg/adapter-node';
import {
  labelMapFromLogits,
  normalizePixels,
  openBundle,
  resizeBilinear,
  tensor,
  toFloat32,
} from '@langseg/core';
import { bundleUrl } from '@langseg/default-model';
import { defaultRegistry } from 'langseg';
import * as z from 'zod';
import { codeKind } from '../case-kind.js';
import { compareLabelMaps } from '../compare.js';
import { compareOutputs } from '../golden/compare-outputs.js';

/** The embedded model bundle, with its 8-bit weights, against what PyTorch computed with those that training left behind. */
export const defaultModel = codeKind({}, async (_, { tensors }) => {
  const { shape, data } = await tensors.input('rgb_u8');
  const [height, width] = shape;
  const assets = directoryAssets(fileURLToPath(bundleUrl));
  const { parts, config } = await openBundle(assets, {
    registry: defaultRegistry,
    runtime: createNodeRuntime(),
  });
  const { textEncoder, imageEncoder, head } = parts;
  try {
    const photo = { width, height, data: data as Uint8Array };
    const pixels = await imageEncoder.encode(normalizePixels(photo, imageEncoder.preprocessing));
    const logits = await head.forward(pixels, await tensors.floatInput('text'));
    const { logitScale } = z.object({ logitScale: z.number() }).parse(config.pipeline.head);
    const logits_cos = tensor(
      'float32',
      logits.shape,
      logits.data.map((logit) => logit / logitScale),
    );
    const comparisons = await compareOutputs(tensors, { logits_cos }, { except: ['argmax'] });

    const [, ...planes] = logits.shape;
    const map = labelMapFromLogits(tensor('float32', planes, logits.data), {
      width,
      height,
      alignCorners: false,
    });
    const cosines = await tensors.expected('logits_cos');
    const golden = resizeBilinear(toFloat32(cosines), { size: [height, width] }, { alignCorners: false });
    const margin = 2 * tensors.tolerance('logits_cos', cosines);
    const maps = { shape: [1, height, width], data: map };
    return [
      ...comparisons,
      compareLabelMaps('argmax', maps, await tensors.expected('argmax'), golden, margin),
    ];
  } finally {
    await Promise.all([textEncoder.dispose(), imageEncoder.dispose(), head.dispose()]);
  }
});
