import { assertShape, l2Normalize, LangSegError, probabilityRows, resizeBilinear, tensor, throwIfAborted, upsampledNorms, type Head, type ImageEncoder, type Refiner, type RunOptions, type SpatialRegularizer, type TextEncoder } from '@langseg/core';
import { bottleneckBlock, correlate, depthwiseBlock } from '@langseg/core/reference';

/** The part of a plugin's life that all of them share. */
function lifecycle() {
  let isDisposed = false;
  return {
    check: ({ signal }: RunOptions = {}) => {
      if (isDisposed) throw new LangSegError('DISPOSED', 'Used after dispose().');
      throwIfAborted(signal);
    },
    dispose: async () => {
      isDisposed = true;
    },
  };
}

/** Text embeddings that depend on every letter of a label and on nothing else. */
export function plainTextEncoder(): TextEncoder {
  const { check, dispose } = lifecycle();
  const dim = 8;
  return {
    specVersion: 1,
    embeddingDim: dim,
    contextLength: Infinity,
    dispose,
    encode: async (labels, options) => {
      check(options);
      const rows = tensor('float32', [labels.length, dim]);
      for (const [row, label] of labels.entries()) {
        const letters = [...label].filter((letter) => /[a-z]/.test(letter));
        if (letters.length === 0 && labels.length === 1)
          throw new LangSegError('LABELS_INVALID', `No letter in "${label}".`);
        if (letters.length < label.length)
          options?.onWarning?.({ label, message: 'Only letters from a to z are read.' });
        for (const [i, letter] of letters.entries())
          for (let d = 0; d < dim; d++)
            rows.data[row * dim + d] += Math.sin(letter.charCodeAt(0) * (i + d + 1));
      }
      return l2Normalize(rows, 1);
    },
  };
}

/** Embeds each square of 4 × 4 pixels by three means and their products with a constant. */
export function plainImageEncoder(): ImageEncoder {
  const { check, dispose } = lifecycle();
  const [dim, stride] = [6, 4];
  const upsampling = { factor: 2, alignCorners: true };
  return {
    specVersion: 1,
    embeddingDim: dim,
    outputStride: stride,
    alignCorners: true,
    preprocessing: {
      mean: [0.5, 0.5, 0.5],
      std: [0.5, 0.5, 0.5],
      resample: 'bilinear',
      longestSide: 64,
      onlyShrink: false,
      sizeMultiple: stride,
    },
    dispose,
    encode: async (pixels, options) => {
      check(options);
      const { B, H, W } = assertShape('Pixels', pixels, ['B', 3, 'H', 'W']);
      const [h, w] = [H / stride, W / stride];
      const values = tensor('float32', [B, dim, h, w]);
      for (let i = 0; i < pixels.data.length; i++) {
        const [x, y] = [i % W, Math.floor(i / W) % H];
        const [image, channel] = [Math.floor(i / (3 * H * W)), Math.floor(i / (H * W)) % 3];
        const cell = Math.floor(y / stride) * w + Math.floor(x / stride);
        for (const copy of [0, 3])
          values.data[(image * dim + channel + copy) * h * w + cell] += pixels.data[i] * (copy ? -0.5 : 1);
      }
      return { values, norms: upsampledNorms(values, upsampling), upsampling };
    },
  };
}

/** The reference correlation, upsampled before it is divided by the norms. */
export function plainHead(): Head {
  const { check, dispose } = lifecycle();
  return {
    specVersion: 1,
    dispose,
    forward: async ({ values, norms, upsampling }, text, options) => {
      check(options);
      const [batch, , h, w] = values.shape;
      const [height, width] = [h * upsampling.factor, w * upsampling.factor];
      assertShape('Norms', norms, [batch, height, width]);
      const products = correlate(values, text, { logitScale: 10 });
      const logits = resizeBilinear(products, { size: [height, width] }, upsampling);
      const [, labels] = logits.shape;
      const area = height * width;
      const data = logits.data.map(
        (value, i) => value / norms.data[Math.floor(i / (labels * area)) * area + (i % area)],
      );
      return { ...logits, data };
    },
  };
}

/** The reference blocks. */
export function plainRegularizer(couplesLabels: boolean): SpatialRegularizer {
  const { check, dispose } = lifecycle();
  const block = couplesLabels ? bottleneckBlock : depthwiseBlock;
  const kernel = [0.1, 0.2, 0.1, 0, 0.4, 0.2, -0.1, 0.1, 0.3];
  return {
    specVersion: 1,
    couplesLabels,
    dispose,
    forward: async (logits, options) => {
      check(options);
      return block(logits, { kernel, bias: 0.1, depth: 2, activation: 'relu' });
    },
  };
}

/** Averages probabilities over neighbours in a row, the more the more their colours are alike. */
export function plainRefiner(): Refiner {
  const { check, dispose } = lifecycle();
  return {
    specVersion: 1,
    dispose,
    guide: async (photo, options) => {
      check(options);
      const { width, height, data } = photo;
      const colour = (pixel: number) => [...data.subarray(3 * pixel, 3 * pixel + 3)];
      const distance = (a: number, b: number) =>
        colour(a).reduce((sum, value, k) => sum + Math.abs(value - colour(b)[k]), 0);
      return {
        refine: async (scores, run) => {
          check(run);
          if (scores.width !== width || scores.height !== height)
            throw new LangSegError('SHAPE_MISMATCH', 'These are scores of another photo.');
          const source = probabilityRows(scores);
          const { labelCount } = source;
          const row = new Float32Array(width * labelCount);
          return {
            width,
            height,
            labelCount,
            kind: 'probabilities',
            fill(y, target) {
              source.fill(y, row);
              for (let x = 0; x < width; x++) {
                const near = [x - 1, x, x + 1].filter((at) => at >= 0 && at < width);
                const weights = near.map((at) => Math.exp(-distance(y * width + x, y * width + at) / 50));
                const sum = weights.reduce((a, b) => a + b, 0);
                for (let n = 0; n < labelCount; n++)
                  target[x * labelCount + n] = near.reduce(
                    (total, at, i) => total + (weights[i] / sum) * row[at * labelCount + n],
                    0,
                  );
              }
            },
          };
        },
      };
    },
  };
}
