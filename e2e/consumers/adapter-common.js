import assert from 'node:assert/strict';
import { messageOf } from '@langseg/adapter-common';

assert.equal(messageOf(new TypeError('what')), 'what');
