import { l2Normalize, planViews, resizeBilinear, softmax, tensor, type Tensor } from '@langseg/core';
import { tipsGraph } from '@langseg/image-encoders';
import * as z from 'zod';
import { graphKind } from '../case-kind.js';
import { compareExactly, compareLabelMaps, compareTensors } from '../compare.js';
import { loadWeights, weightFiles } from '../golden/case-weights.js';
import { goldenCase } from '../golden/golden-case.js';
import { dinov2Config, dinov2Sizes } from '../networks/dinov2.js';
import { readCases } from '../read-cases.js';

const config = z.looseObject({
  side: z.int(),
  stride: z.int(),
  target_height: z.int(),
  target_width: z.int(),
  windows_y1x1y2x2: z.array(z.array(z.int()).length(4)),
});

/** TIPS' zero-shot segmentation: each window decides by a softmax of its cosines, and probabilities are averaged. */
export const tipsSlide = graphKind(
  { config, weights: weightFiles, net: z.string() },
  async ({ config: slide, weights: parts, net }, { files, tensors, runner }) => {
    const weights = await loadWeights(files, parts);
    const sizes = dinov2Sizes(await networkConfig(files.directory, net), weights);
    const pixels = await tensors.floatInput('pixels');
    const text = await tensors.floatInput('text');
    const [, , height, width] = pixels.shape;
    const windows = windowsOf(height, width, slide);
    const session = await runner.load(tipsGraph(weights, { ...sizes, embeddingDim: sizes.width }), {
      pixels,
    });
    const [labels] = text.shape;
    const sums = new Float64Array(labels * height * width);
    const counts = new Float64Array(height * width);
    for (const [top, left, bottom, right] of windows) {
      const seen = crop(pixels, [top, left, bottom, right]);
      const { embeddings } = await session.run({ pixels: seen });
      const cosines = cosinesOf(embeddings as Tensor<'float32'>, l2Normalize(text, 1));
      const size = [bottom - top, right - left] as const;
      const scores = softmax(resizeBilinear(cosines, { size }, { alignCorners: false }), { axis: 1 });
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++) {
          counts[y * width + x]++;
          for (let n = 0; n < labels; n++)
            sums[(n * height + y) * width + x] += scores.data[(n * size[0] + y - top) * size[1] + x - left];
        }
    }
    await session.dispose();
    const means = Float32Array.from(sums, (sum, i) => sum / counts[i % counts.length]);
    const probabilities = tensor('float32', [1, labels, height, width], means);
    const target = [slide.target_height, slide.target_width] as const;
    const resized = resizeBilinear(probabilities, { size: target }, { alignCorners: false });
    const expected = await tensors.expected('probabilities');
    const goldenMap = await tensors.expected('argmax');
    const goldenResized = resizeBilinear(
      tensor('float32', [1, ...expected.shape], Float32Array.from(expected.data, Number)),
      { size: target },
      { alignCorners: false },
    );
    return [
      compareExactly('windows', windows, slide.windows_y1x1y2x2),
      compareTensors(
        'probabilities',
        tensor('float32', expected.shape, means),
        expected,
        tensors.tolerance('probabilities', expected),
      ),
      compareLabelMaps(
        'argmax',
        { shape: [1, ...target], data: winners(resized) },
        { shape: [1, ...target], data: goldenMap.data },
        goldenResized,
        1e-5,
      ),
    ];
  },
);

async function networkConfig(directory: string, id: string) {
  const cases = (await readCases(directory)).flatMap((each) => goldenCase.safeParse(each).data ?? []);
  return dinov2Config.parse(cases.find((each) => each.id === id)?.config);
}

/** Edges of the windows that a view of the same side and stride has. */
function windowsOf(height: number, width: number, { side, stride }: z.output<typeof config>): number[][] {
  const view = { windows: { size: side, stride }, fuse: 'mean-softmax' } as const;
  const { passes } = planViews({ height, width }, view, {
    longestSide: side,
    onlyShrink: false,
    sizeMultiple: 1,
  });
  const [{ tops, lefts, window }] = passes;
  return tops.flatMap((top) => lefts.map((left) => [top, left, top + window.height, left + window.width]));
}

function crop(pixels: Tensor<'float32'>, [top, left, bottom, right]: readonly number[]): Tensor<'float32'> {
  const [, , height, width] = pixels.shape;
  const part = tensor('float32', [1, 3, bottom - top, right - left]);
  let at = 0;
  for (let channel = 0; channel < 3; channel++)
    for (let y = top; y < bottom; y++) {
      const row = (channel * height + y) * width;
      part.data.set(pixels.data.subarray(row + left, row + right), at);
      at += right - left;
    }
  return part;
}

/** Cosines `[1, N, h, w]` of embeddings `[1, D, h, w]` with unit rows `[N, D]`. */
function cosinesOf(embeddings: Tensor<'float32'>, rows: Tensor<'float32'>): Tensor<'float32'> {
  const unit = l2Normalize(embeddings, 1);
  const [, dim, h, w] = unit.shape;
  const result = tensor('float32', [1, rows.shape[0], h, w]);
  for (let n = 0; n < rows.shape[0]; n++)
    for (let at = 0; at < h * w; at++) {
      let sum = 0;
      for (let d = 0; d < dim; d++) sum += rows.data[n * dim + d] * unit.data[d * h * w + at];
      result.data[n * h * w + at] = sum;
    }
  return result;
}

/** Index of the largest score at each pixel of `[1, N, H, W]`. */
function winners({ shape, data }: Tensor<'float32'>): Uint8Array {
  const [, labels, height, width] = shape;
  return Uint8Array.from({ length: height * width }, (_, at) => {
    let best = 0;
    for (let n = 1; n < labels; n++)
      if (data[n * height * width + at] > data[best * height * width + at]) best = n;
    return best;
  });
}
