import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { bundleUrl } from '@langseg/default-model';

const config = JSON.parse(await readFile(new URL('config.json', bundleUrl), 'utf8'));
assert.equal(typeof config.pipeline.imageEncoder.type, 'string');
