import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { bundleUrl } from '@langseg/default-model';
import { pushModel } from '@langseg/hub';

const folder = fileURLToPath(bundleUrl);
await assert.rejects(pushModel(folder, 'owner/name', { token: '' }), { code: 'USAGE' });
await assert.rejects(pushModel(folder, 'name', { token: 'hf_x' }), { code: 'USAGE' });
