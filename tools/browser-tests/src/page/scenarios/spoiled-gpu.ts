import { createSegmenter, LangSegError, type WebDevice } from 'langseg/web';

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
    const result = await segmenter.segment('meadow.jpg', ['sky', 'grass', 'other'], { longestSide: 128 });
    const answer = { device: segmenter.device, warnings, grass: result.areas()[1].share };
    await segmenter.dispose();
    return answer;
  } catch (error) {
    return { failure: LangSegError.is(error) ? `${error.code}: ${error.message}` : String(error), warnings };
  }
}
