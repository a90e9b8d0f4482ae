import assert from 'node:assert/strict';
import { defineImageArchitecture, imageArchitectures } from '@langseg/architecture';
import { createRegistry } from '@langseg/core';

assert.equal(typeof defineImageArchitecture, 'function');
assert.deepEqual(imageArchitectures(createRegistry([])), []);
