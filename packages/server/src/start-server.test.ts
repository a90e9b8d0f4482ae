import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeMask, encodeMask, encodePng } from '@langseg/adapter-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formWith, post } from './__fixtures__/test-server.js';
import { startServer, type LangSegServer } from './start-server.js';

const samples = new URL('../../../samples/', import.meta.url);
const photo = (name: string): Uint8Array => readFileSync(new URL(name, samples));

interface Result {
  readonly width: number;
  readonly height: number;
  readonly labels: readonly { readonly label: string; readonly share: number }[];
  readonly segments: readonly {
    readonly label: string;
    readonly segmentation: { readonly size: number[] };
  }[];
  readonly warnings: readonly string[];
}

describe('the API with the default model', { timeout: 300_000 }, () => {
  let server: LangSegServer;
  beforeAll(async () => {
    server = await startServer({ port: 0, api: true });
  }, 300_000);
  afterAll(() => server.close(), 60_000);

  it.each([
    ['dog.jpg', 'dog, grass, other', 'dog'],
    ['cow.jpg', 'cow, grass, sky', 'cow'],
  ])('finds what is on %s', async (name, labels, expected) => {
    const response = await post(server, formWith(photo(name), { labels, longestSide: '256' }));
    expect(response.status).toBe(200);
    expect(response.headers.get('server-timing')).toMatch(/^parse;dur=.*encode;dur=.*label;dur=.*write;dur=/);
    const { width, height, segments, warnings } = (await response.json()) as Result;
    const segment = segments.find(({ label }) => label === expected)!;
    expect(segment.segmentation.size).toEqual([height, width]);
    expect(warnings).toEqual([]);
  });

  it('takes JSON, and answers with the legend alone', async () => {
    const image = `data:image/jpeg;base64,${Buffer.from(photo('meadow.jpg')).toString('base64')}`;
    const body = JSON.stringify({
      image,
      labels: ['meadow', 'sky', 'sky'],
      output: 'legend',
      longestSide: 128,
    });
    const response = await post(server, body, { headers: { 'Content-Type': 'application/json' } });
    const { labels, segments, warnings } = (await response.json()) as Result;
    expect(labels.map(({ label }) => label)).toEqual(['meadow', 'sky', 'sky']);
    expect(segments).toBeUndefined();
    expect(warnings).toEqual([expect.stringContaining('more than once')]);
  });

  it('draws masks, overlays and heatmaps', async () => {
    const draw = async (fields: Record<string, string>): Promise<Buffer> => {
      const response = await post(server, formWith(photo('dog.jpg'), { longestSide: '128', ...fields }));
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
      return Buffer.from(await response.arrayBuffer());
    };
    expect(await decodeMask(await draw({ output: 'png' }))).toMatchObject({ width: 640, height: 480 });
    for (const picture of [
      await draw({ output: 'overlay' }),
      await draw({ output: 'heatmap', label: 'dog', temperature: '2' }),
    ])
      expect(picture.subarray(1, 4).toString()).toBe('PNG');
  });

  it('passes on what the reader of a photo warns of', async () => {
    const twelveBits = Uint16Array.from({ length: 32 * 24 }, (_, i) => Math.min(4095, 6 * i));
    const labels = Array<string>(300).fill('');
    const image = await encodeMask(twelveBits, { width: 32, height: 24, palette: new Uint8Array(3), labels });
    const response = await post(server, formWith(image, { longestSide: '64', output: 'legend' }));
    const { warnings } = (await response.json()) as Result;
    expect(warnings).toEqual([expect.stringContaining('holds values from 0 to 4095')]);
  });

  it('draws overlays of any width', async () => {
    const [width, height] = [33_000, 2];
    const image = await encodePng({ width, height, data: new Uint8Array(3 * width * height).fill(90) });
    const response = await post(server, formWith(image, { longestSide: '64', output: 'overlay' }));
    expect(response.status).toBe(200);
    const picture = Buffer.from(await response.arrayBuffer());
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect(picture.readUInt32BE(16)).toBe(width);
  });

  it('says what is wrong with a photo', async () => {
    const outcomes = ['no photo at all', photo('dog.jpg').subarray(0, 4000)].map(async (image) => {
      const response = await post(server, formWith(image));
      return [response.status, ((await response.json()) as { error: { code: string } }).error.code];
    });
    expect(await Promise.all(outcomes)).toEqual([
      [422, 'IMAGE_UNREADABLE'],
      [422, 'IMAGE_UNREADABLE'],
    ]);
  });
});

describe('startServer', () => {
  it('says when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    await expect(startServer({ port })).rejects.toMatchObject({
      code: 'IO_FAILED',
      message: expect.stringContaining(`port ${port}: another program uses this port`),
      context: { errno: 'EADDRINUSE', port },
    });
    other.close();
  });

  it('says when the host is none, or options are wrong', async () => {
    await expect(startServer({ port: 0, host: '203.0.113.1' })).rejects.toMatchObject({ code: 'IO_FAILED' });
    await expect(startServer({ port: 70_000 })).rejects.toMatchObject({ code: 'USAGE' });
    await expect(startServer({ api: { maxLabels: 0 } })).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('says when there is no web app, or no model', async () => {
    await expect(startServer({ port: 0, playground: samples })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(startServer({ port: 0, model: '/nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each(['../secret', '/etc/passwd', 'C:\\secret', '%2e%2e/secret'])(
    'refuses a model whose config names %j',
    async (path) => {
      const model = await mkdtemp(join(tmpdir(), 'served-'));
      const files = { [path]: { sha256: '0'.repeat(64), bytes: 6 } };
      await writeFile(
        join(model, 'config.json'),
        JSON.stringify({ formatVersion: 1, name: 'x', pipeline: {}, files }),
      );
      await expect(startServer({ port: 0, model })).rejects.toMatchObject({
        code: 'FILE_UNSAFE',
        context: { path },
      });
      await rm(model, { recursive: true });
    },
  );
});

describe('plugins', { timeout: 60_000 }, () => {
  it('are found before anything else, and loaded by the processes of the API', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'langseg-server-'));
    const plugin = join(folder, 'mine.mjs');
    await writeFile(plugin, "throw new Error(process.send ? 'loaded by a worker' : 'loaded by the server');");
    try {
      await expect(startServer({ port: 0, api: true, plugins: ['langseg-nowhere'] })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: expect.stringContaining('npm install langseg-nowhere') as string,
      });
      await expect(startServer({ port: 0, api: true, plugins: [plugin] })).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
        message: expect.stringMatching(/mine\.mjs.*loaded by a worker/) as string,
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
