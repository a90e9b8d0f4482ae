import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { bundleFiles, bundleUrl } from '@langseg/default-model';

const config = JSON.parse(await readFile(new URL('config.json', bundleUrl), 'utf8'));
assert.equal(typeof config.pipeline.imageEncoder.type, 'string');
for (const path of Object.keys(config.files))
  assert.ok((await readFile(new URL(path, bundleUrl))).length > 0, path);
for (const [path, url] of Object.entries(bundleFiles)) assert.ok((await readFile(url)).length > 0, path);
