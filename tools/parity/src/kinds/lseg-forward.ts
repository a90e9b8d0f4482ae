import { withPrefix } from '@langseg/checkpoints';
import * as z from 'zod';
import { graphKind } from '../case-kind.js';
import { loadWeights, weightFiles } from '../golden/case-weights.js';
import { compareLseg } from '../networks/compare-lseg.js';
import { encodeLabels } from '../networks/encode-labels.js';
import { headBlock, imageGraph, networkConfig } from '../networks/lseg-network.js';

/** `LSegNet`: a picture and a list of labels. */
export const lsegForward = graphKind(
  { config: networkConfig, weights: weightFiles, labels: z.array(z.string()).min(1) },
  async ({ config, weights: parts, labels }, context) => {
    const { files, runner } = context;
    const weights = await loadWeights(files, parts);
    return compareLseg(context, {
      graph: imageGraph(weights, config),
      config,
      text: await encodeLabels(runner, withPrefix(weights, 'clip_pretrained.'), config.clip, labels),
      regularizer: await headBlock(weights, config, runner.runtime),
    });
  },
);
