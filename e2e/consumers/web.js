import assert from 'node:assert/strict';
import { createSegmenter, defaultRegistry, describeBrowser } from '@langseg/web';

// Code for browsers can be imported everywhere, for pages that a server renders.
assert.equal(typeof createSegmenter, 'function');
assert.ok(defaultRegistry.typesOf('head').includes('correlation'));
assert.equal((await describeBrowser()).webgpu, undefined);
