import assert from 'node:assert/strict';
import { describeBrowser } from '@langseg/adapter-web';

// Code for browsers can be imported everywhere, and says what is missing.
const { simd, threads, webgpu } = await describeBrowser();
assert.deepEqual({ simd, threads, webgpu }, { simd: true, threads: 1, webgpu: undefined });
