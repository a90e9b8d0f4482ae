import assert from 'node:assert/strict';
import { startServer } from '@langseg/server';
import sharp from 'sharp';

const server = await startServer({ port: 0, api: true });
const facts = await (await fetch(new URL('langseg.json', server.url))).json();
assert.deepEqual(facts.api, { segment: 'v1/segment' });

const photo = sharp({ create: { width: 64, height: 48, channels: 3, background: 'skyblue' } });
const form = new FormData();
form.set('image', new Blob([await photo.png().toBuffer()]), 'photo.png');
form.set('labels', 'sky, grass');
const answer = await fetch(new URL(facts.api.segment, server.url), { method: 'POST', body: form });
const { width, height, labels } = await answer.json();
assert.deepEqual([answer.status, width, height, labels.length], [200, 64, 48, 2]);

await server.close();
