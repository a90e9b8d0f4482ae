import assert from 'node:assert/strict';
import { pushModel } from '@langseg/hub';

await assert.rejects(pushModel('model', 'owner/name', { token: '' }), { code: 'USAGE' });
await assert.rejects(pushModel('model', 'name', { token: 'hf_x' }), { code: 'USAGE' });
