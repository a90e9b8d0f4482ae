import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { createSegmenter } from 'langseg';

const segmenter = await createSegmenter();
const photo = { width: 64, height: 48, data: new Uint8Array(64 * 48 * 3).fill(200) };
const result = await segmenter.segment(photo, ['sky', 'grass']);
assert.equal(result.labelMap.length, 64 * 48);
assert.ok(['sky', 'grass'].includes(result.labelAt(0, 0)));
await segmenter.dispose();

// CommonJS gets the same module.
assert.equal(createRequire(import.meta.url)('langseg').createSegmenter, createSegmenter);
