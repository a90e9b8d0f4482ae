import { labelMapFromLogits, tensor } from '@langseg/core';
import type { EncodedPhoto, OpenEngine } from '../engine.js';

/** Deterministic regions from colours: words are hues. For looking at the interface before any model is there. */
export const openFakeEngine: OpenEngine = async (_model, { onProgress, signal }) => {
  for (let loaded = 0; loaded <= 13; loaded++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    signal.throwIfAborted();
    onProgress(loaded * 1e6, 13e6);
  }
  return {
    about: { kind: 'wasm', device: 'Pretended' },
    encode: async (photo) => encode(await createImageBitmap(photo)),
    dispose: () => Promise.resolve(),
  };
};

const hues: Record<string, readonly [number, number, number]> = {
  cow: [70, 45, 35],
  grass: [120, 150, 60],
  tree: [40, 60, 30],
  sky: [190, 215, 240],
  horse: [110, 70, 50],
  dog: [90, 70, 50],
};

function encode(bitmap: ImageBitmap): EncodedPhoto {
  const { width, height } = bitmap;
  const columns = 120;
  const rows = Math.round((120 * height) / width);
  const context = new OffscreenCanvas(columns, rows).getContext('2d')!;
  context.drawImage(bitmap, 0, 0, columns, rows);
  const pixels = context.getImageData(0, 0, columns, rows).data;
  return {
    width,
    height,
    segment: async (words, { onWarning }) => {
      const data = new Float32Array(words.length * rows * columns);
      words.forEach((word, n) => {
        if (/^x/.test(word))
          onWarning(word, `"${word}" is not in this model's dictionary and wins no pixel.`);
        const seed = [...word].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
        const hue = hues[word] ?? [seed % 255, (seed >> 8) % 255, (seed >> 16) % 255];
        for (let i = 0; i < rows * columns; i++) {
          const distance = Math.hypot(...hue.map((part, channel) => part - pixels[4 * i + channel]));
          data[n * rows * columns + i] = word === 'other' ? -4 : -distance / 14;
        }
      });
      const scores = { count: words.length, rows, columns, data, alignCorners: false };
      const logits = tensor('float32', [words.length, rows, columns], data);
      const labelMap = labelMapFromLogits(logits, { width, height, alignCorners: false });
      return { width, height, words, labelMap, scores };
    },
    dispose: () => {},
  };
}
