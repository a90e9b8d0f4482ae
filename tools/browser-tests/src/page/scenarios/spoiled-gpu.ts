import { createSegmenter, LangSegError, type WebDevice } from '@langseg/web';

/** Opens a pipeline where the graphics card computes wrong numbers. */
export async function spoiledGpu(device: WebDevice) {
  const warnings: string[] = [];
  try {
    const segmenter = await createSegmenter({
      device,
      onWarning: (message) => warnings.push(message),
      worker: () =>
        new Worker(new URL('../workers/spoiled-gpu-worker.js', import.meta.url), { type: 'module' }),
    });
    await segmenter.dispose();
    return { device: segmenter.device, warnings };
  } catch (error) {
    return { failure: LangSegError.is(error) ? `${error.code}: ${error.message}` : String(error), warnings };
  }
}
