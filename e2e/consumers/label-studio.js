import assert from 'node:assert/strict';
import { labelStudioBackend } from '@langseg/label-studio';
import { startServer } from '@langseg/server';
import sharp from 'sharp';

const server = await startServer({ port: 0, api: true, extensions: [labelStudioBackend({ minArea: 1 })] });
assert.equal((await (await fetch(new URL('health', server.url))).json()).status, 'UP');

const photo = sharp({ create: { width: 32, height: 24, channels: 3, background: 'skyblue' } });
const image = `data:image/png;base64,${(await photo.png().toBuffer()).toString('base64')}`;
const labels = '<Label value="above" hint="sky"/><Label value="below" hint="grass, road"/>';
const label_config = `<View><Image name="i" value="$image"/><BrushLabels name="b" toName="i">${labels}</BrushLabels></View>`;
const answer = await fetch(new URL('predict', server.url), {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ tasks: [{ id: 1, data: { image } }], label_config }),
});
const { results } = await answer.json();
assert.equal(answer.status, 200);
for (const { type, original_width } of results[0].result)
  assert.deepEqual([type, original_width], ['brushlabels', 32]);

await server.close();
