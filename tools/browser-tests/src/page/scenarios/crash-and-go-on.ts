import { createSegmenter, LangSegError, type WebEncodedImage } from '@langseg/web';
import { crashingSize } from '../workers/crashing-size.js';

/** Crashes the worker while two calls wait; then goes on. */
export async function crashAndGoOn() {
  let starts = 0;
  const segmenter = await createSegmenter({
    device: 'wasm',
    worker() {
      starts++;
      return new Worker(new URL('../workers/crashing-worker.js', import.meta.url), { type: 'module' });
    },
  });
  const image = await segmenter.encode('cow.jpg', { longestSide: 128 });
  const waiting = [
    segmenter.encode('cow.jpg', { longestSide: 256 }),
    segmenter.encode('cow.jpg', { longestSide: crashingSize }),
  ];
  const failures = await Promise.all(waiting.map((call) => call.catch(describe)));
  const old = await image.segment(['cow']).catch(describe);
  const result = await segmenter.segment('cow.jpg', ['cow', 'other'], { longestSide: 128 });
  const answer = { failures, old, starts, pixels: result.labelMap.length };
  await segmenter.dispose();
  return answer as { failures: string[]; old: string; starts: number; pixels: number };
}

function describe(error: unknown): string | WebEncodedImage {
  return LangSegError.is(error) ? `${error.code}: ${error.message}` : String(error);
}
