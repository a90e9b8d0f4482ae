import { withPrefix } from '@langseg/checkpoints';
import * as z from 'zod';
import { graphKind } from '../case-kind.js';
import { loadWeights, weightFiles } from '../golden/case-weights.js';
import { compareLseg } from '../networks/compare-lseg.js';
import { encodeLabels, perImage } from '../networks/encode-labels.js';
import { imageGraph, networkConfig } from '../networks/lseg-network.js';

/** `LSegNetZS`: every picture has two labels, `others` and the one of its class. There is no head block. */
export const lsegZsForward = graphKind(
  {
    config: networkConfig,
    weights: weightFiles,
    class_info: z.array(z.int()).min(1),
    label_list: z.array(z.string()),
  },
  async ({ config, weights: parts, class_info: classes, label_list: names }, context) => {
    const { files, runner } = context;
    const weights = await loadWeights(files, parts);
    const labels = classes.flatMap((index) => ['others', names[index]]);
    const encoded = await encodeLabels(runner, withPrefix(weights, 'clip_pretrained.'), config.clip, labels);
    return compareLseg(context, {
      graph: imageGraph(weights, config),
      config,
      text: perImage(encoded, classes.length),
      regularizer: undefined,
    });
  },
);
