import { pbkdf2 } from 'node:crypto';
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { LangSegError, LiveSegmentation, planViews, tensor, throwIfAborted, type ImageReader } from '@langseg/core';
import type { PhotoSegmenter } from '../segmenting/answer-request.js';
import { serveWorker } from '../workers/serve-worker.js';

/** Reads "photos" that are texts behind what a GIF begins with. */
const images: ImageReader = {
  read: async (image) => ({ width: 2, height: 1, data: (image as Uint8Array).subarray(6) }),
};

/** A segmenter that does what its photos say: `sleep 50`, `crash`, `native` (goes on when it is aborted), `spin` (says who does), `broken`, `bug`. */
const segmenter: PhotoSegmenter = {
  plan: (photo) => planViews(photo, 'whole', { longestSide: 2, onlyShrink: false, sizeMultiple: 1 }),
  async encode(image, { signal } = {}) {
    const [verb, amount] = new TextDecoder().decode(image.data).trim().split(' ');
    if (verb === 'sleep')
      await wait(Number(amount), undefined, { signal }).catch(() => throwIfAborted(signal));
    if (verb === 'crash') process.kill(process.pid, 'SIGKILL');
    if (verb === 'spin') {
      writeSync(2, `${process.pid}\n`);
      for (;;);
    }
    if (verb === 'native') {
      for (let thread = 0; thread < 4; thread++) pbkdf2('', '', 1e9, 64, 'sha512', () => undefined);
      await once(signal!, 'abort');
      throwIfAborted(signal);
    }
    if (verb === 'broken') throw new LangSegError('IMAGE_UNREADABLE', 'The image is none.');
    if (verb === 'bug') throw new TypeError('secret is not a function');
    return {
      dispose: () => undefined,
      segment: async (labels) =>
        new LiveSegmentation({
          width: 2,
          height: 1,
          labels: labels.map(String),
          labelMap: new Uint8Array([0, labels.length - 1]),
          alignCorners: false,
          logitsOf: async ({ length }) => tensor('float32', [length, 1, 2], new Float32Array(2 * length)),
          explain: () => Promise.reject(new Error('unknown')),
          image: {
            segment: () => Promise.reject(new Error('unknown')),
            files: () => {
              throw new Error('unknown');
            },
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
  return { segmenter };
}, images);
