import assert from 'node:assert/strict';
import { defaultRegistry } from '@langseg/components';

assert.ok(defaultRegistry.typesOf('imageEncoder').includes('mobilenet'));
assert.ok(defaultRegistry.typesOf('textEncoder').includes('word-vectors'));
