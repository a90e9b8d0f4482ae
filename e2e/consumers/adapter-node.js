import assert from 'node:assert/strict';
import { createNodeRuntime, loadPlugin } from '@langseg/adapter-node';

const { capabilities } = createNodeRuntime();
assert.ok(capabilities.devices.includes('cpu'));
await assert.rejects(loadPlugin('langseg-nowhere'), /npm install langseg-nowhere/);
