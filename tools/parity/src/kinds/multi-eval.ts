import { OnnxImageEncoder } from '@langseg/architecture';
import { withPrefix } from '@langseg/checkpoints';
import { Segmenter, tensor, type TextEncoder } from '@langseg/core';
import { CorrelationHead } from '@langseg/heads';
import * as z from 'zod';
import { graphKind } from '../case-kind.js';
import { compareLabelMaps, compareTensors } from '../compare.js';
import { loadWeights, weightFiles } from '../golden/case-weights.js';
import { photoOfPixels, triple } from '../golden/photo-of-pixels.js';
import { encodeLabels } from '../networks/encode-labels.js';
import { imageGraph, networkConfig } from '../networks/lseg-network.js';
import { officialView } from '../networks/official-view.js';

/** `LSeg_MultiEvalModule`: a photo at several scales, in windows and mirrored, through a whole segmenter. */
export const multiEval = graphKind(
  {
    config: networkConfig,
    weights: weightFiles,
    labels: z.array(z.string()).min(1),
    base_size: z.int(),
    crop_size: z.int(),
    scales: z.array(z.number()).min(1),
    flip: z.boolean(),
    mean: triple,
    std: triple,
  },
  async (golden, { files, tensors, runner }) => {
    const { config, labels, scales, flip, mean, std, crop_size: crop, base_size: base } = golden;
    const weights = await loadWeights(files, golden.weights);
    const photo = photoOfPixels(await tensors.floatInput('image'), { mean, std });
    const window = tensor('float32', [1, 3, crop, crop]);
    const imageEncoder = new OnnxImageEncoder({
      session: await runner.load(imageGraph(weights, config), { pixels: window }),
      embeddingDim: config.out_c,
      outputStride: 4,
      alignCorners: true,
      upsampling: { factor: 2, alignCorners: true },
      preprocessing: {
        mean,
        std,
        resample: 'bilinear',
        longestSide: base,
        onlyShrink: false,
        sizeMultiple: 32,
      },
    });
    const text = await encodeLabels(runner, withPrefix(weights, 'clip_pretrained.'), config.clip, labels);
    const textEncoder: TextEncoder = {
      specVersion: 1,
      embeddingDim: config.out_c,
      contextLength: config.clip.context_length,
      encode: () => Promise.resolve(text.text_features),
      dispose: () => Promise.resolve(),
    };
    const head = new CorrelationHead(runner.runtime, { logitScale: config.logit_scale });
    await using segmenter = new Segmenter({ textEncoder, imageEncoder, head });

    const view = { ...officialView(base, crop, scales), flip };
    const result = await segmenter.segment(photo, labels, { view });
    const { width, height } = photo;
    const scores = tensor('float32', [1, labels.length, height, width], (await result.logits()).data);
    // Upstream adds up what is averaged here.
    const looks = scales.length * (flip ? 2 : 1);
    for (let i = 0; i < scores.data.length; i++) scores.data[i] *= looks;
    const golden_scores = await tensors.expected('scores');
    const tolerance = tensors.tolerance('scores', golden_scores);
    const map = tensor('uint8', [1, height, width], Uint8Array.from(result.labelMap));
    return [
      compareTensors('scores', scores, golden_scores, tolerance),
      compareLabelMaps('pred', map, await tensors.expected('pred'), golden_scores, 2 * tolerance),
    ];
  },
);
