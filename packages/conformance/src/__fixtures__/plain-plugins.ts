import { assertShape, l2Normalize, LangSegError, resizeBilinear, tensor, throwIfAborted, upsampledNorms, type Head, type ImageEncoder, type RunOptions, type SpatialRegularizer, type TextEncoder } from '@langseg/core';
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
