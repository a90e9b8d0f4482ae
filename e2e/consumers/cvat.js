import assert from 'node:assert/strict';
import { createDetector } from '@langseg/cvat';
import sharp from 'sharp';

const photo = sharp({ create: { width: 32, height: 24, channels: 3, background: 'skyblue' } });
const detector = await createDetector([{ name: 'above', words: ['sky'] }, 'grass'], { minArea: 1 });
for (const { type, mask } of await detector.detect(await photo.png().toBuffer())) {
  const [left, top, right, bottom] = mask.slice(-4);
  assert.equal(type, 'mask');
  assert.equal(mask.length - 4, (right - left + 1) * (bottom - top + 1));
}
await detector.dispose();
