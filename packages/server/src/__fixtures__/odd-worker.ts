import { setTimeout as wait } from 'node:timers/promises';
import { LangSegError, LiveSegmentation, throwIfAborted } from '@langseg/core';
import type { PhotoSegmenter } from '../segmenting/answer-request.js';
import { serveWorker } from '../workers/serve-worker.js';

/** A segmenter that does what its "photos" say, being texts: `sleep 50`, `crash`, `spin`, `broken`, `bug`. */
const segmenter: PhotoSegmenter = {
  async encode(image, { signal } = {}) {
    const [verb, amount] = new TextDecoder().decode(image).trim().split(' ');
    if (verb === 'sleep')
      await wait(Number(amount), undefined, { signal }).catch(() => throwIfAborted(signal));
    if (verb === 'crash') process.kill(process.pid, 'SIGKILL');
    if (verb === 'spin') for (;;);
    if (verb === 'broken') throw new LangSegError('IMAGE_UNREADABLE', 'The image is none.');
    if (verb === 'bug') throw new TypeError('secret is not a function');
    return {
      photo: { width: 2, height: 1, data: new Uint8Array(6) },
      dispose: () => undefined,
      segment: async (labels) =>
        new LiveSegmentation({
          width: 2,
          height: 1,
          labels,
          labelMap: new Uint8Array([0, labels.length - 1]),
          alignCorners: false,
          logitsOf: () => Promise.reject(new Error('unknown')),
          image: {
            segment: () => Promise.reject(new Error('unknown')),
            save: () => Promise.reject(new Error('unknown')),
            dispose: () => undefined,
          },
        }),
    };
  },
  dispose: () => Promise.resolve(),
};

serveWorker(async ({ model }) => {
  if (model !== 'default') throw new LangSegError('CONFIG_INVALID', `No such model: ${model}.`);
  return segmenter;
});
