import { parentPort } from 'node:worker_threads';
import { createSegmenter } from '../create-segmenter.js';

/** A worker thread as `docs/backend.md` recommends: it segments, drains or ends when it is told to. */
const port = parentPort!;
const segmenter = await createSegmenter({ threads: 1 });
const image = { width: 48, height: 32, data: new Uint8Array(48 * 32 * 3).fill(120) };

port.on('message', (message: 'segment' | 'drain' | 'end') => void answer(message));

async function answer(message: 'segment' | 'drain' | 'end'): Promise<void> {
  if (message === 'segment') {
    const { labelMap } = await segmenter.segment(image, ['sky', 'grass'], { longestSide: 64 });
    port.postMessage(labelMap.length);
  } else if (message === 'drain') {
    await segmenter.drain();
    port.postMessage('idle');
  } else {
    await segmenter.dispose();
    port.close();
  }
}
