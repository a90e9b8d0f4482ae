import { createSegmenter, type WebEncodedImage, type WebSegmenter } from '@langseg/web';
import type { EncodedPhoto, ModelChoice, OpenEngine, Regions } from './engine.js';
import { sumProgress } from './sum-progress.js';

/** Opens a model with LangSeg, in a worker of its own. */
export const openEngine: OpenEngine = async (model, { signal, onProgress, onWarning }) => {
  const segmenter = await createSegmenter({
    model: modelRef(model),
    signal,
    onWarning,
    onProgress: sumProgress(onProgress),
    onNotice: ({ message }) => onWarning(message),
  });
  return {
    about: { kind: segmenter.device, device: deviceName(segmenter) },
    encode: async (photo, options) => encodedPhoto(await segmenter.encode(photo, options)),
    dispose: () => segmenter.dispose(),
  };
};

function modelRef(model: ModelChoice) {
  return model.kind === 'default' ? 'default' : model.kind === 'folder' ? model.bundle : model.url;
}

function deviceName({ device, threads }: WebSegmenter): string {
  if (device === 'webgpu') return 'WebGPU';
  return threads > 1 ? `WebAssembly, ${threads} threads` : 'WebAssembly, 1 thread';
}

function encodedPhoto(image: WebEncodedImage): EncodedPhoto {
  return {
    width: image.width,
    height: image.height,
    async segment(words, { signal, onWarning }): Promise<Regions> {
      const result = await image.segment(words, {
        signal,
        onWarning: ({ label, message }) => onWarning(label, message),
      });
      const { shape, data } = await result.logits({ signal });
      const [count, rows, columns] = shape;
      const { width, height, labelMap, alignCorners } = result;
      return { width, height, words, labelMap, scores: { count, rows, columns, data, alignCorners } };
    },
    dispose: () => image.dispose(),
  };
}
