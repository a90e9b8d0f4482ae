import { copyFileSync, existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWith } from '../../__fixtures__/fake-io.js';
import { WorkFolder } from '../../__fixtures__/work-folder.js';

const sample = (name: string) =>
  fileURLToPath(new URL(`../../../../../samples/${name}.jpg`, import.meta.url));

let folder: WorkFolder;
let photos: string;
let vectors: string;
const regions = () => folder.at('regions');
beforeAll(async () => {
  folder = new WorkFolder();
  photos = folder.at('photos');
  vectors = folder.at('vectors');
  mkdirSync(photos);
  folder.write('photos/broken.jpg', 'no photo');
  for (const name of ['horses', 'cow']) copyFileSync(sample(name), `${photos}/${name}.jpg`);
  const { status, stdout, stderr } = await runWith(['embed', photos, '--out', vectors, '--cells', '40']);
  expect({ status, stdout }).toEqual({
    status: 1,
    stdout: expect.stringContaining('2 photos, vectors of pixels'),
  });
  expect(stderr).toMatch(/broken\.jpg.*\[IMAGE_UNREADABLE\]\n1 of 3 photos failed\./s);
}, 60_000);
afterAll(() => folder[Symbol.dispose]());

interface Found {
  readonly model: { readonly name: string };
  readonly matches: readonly {
    readonly name: string;
    readonly similarity: number;
    readonly boxes: readonly { readonly x: number; readonly y: number; readonly width: number }[];
    readonly pixels: readonly object[];
    readonly heatmap?: string;
  }[];
}

async function found(...args: string[]): Promise<Found> {
  const { status, stdout, stderr } = await runWith(['query', ...args, '--json']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as Found;
}

describe('embed', () => {
  it('writes a file for each photo, with the geometry and the hash of the model', async () => {
    const bytes = readFileSync(`${vectors}/horses.safetensors`);
    const header = JSON.parse(bytes.toString('utf8', 8, 8 + Number(bytes.readBigUInt64LE(0)))) as Record<
      string,
      Record<string, unknown>
    >;
    expect(header.vectors).toMatchObject({ dtype: 'F16', shape: [26, 40, 128] });
    expect(header.norms).toMatchObject({ dtype: 'F32', shape: [26, 40] });
    expect(header.__metadata__).toMatchObject({
      width: '640',
      height: '415',
      stride: `16 ${415 / 26}`,
      modelSha256: expect.stringMatching(/^[\da-f]{64}$/) as string,
    });
  });

  it('continues after an interruption, with what is new or has changed, and with the same settings only', async () => {
    const again = ['embed', `${photos}/horses.jpg`, `${photos}/cow.jpg`, '--out', vectors];
    expect(await runWith([...again, '--cells', '40'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--resume') as string,
    });
    expect(await runWith([...again, '--resume'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('cells: 40 is now nothing') as string,
    });
    // What a killed process has left.
    writeFileSync(
      `${vectors}/photos.jsonl`,
      readFileSync(`${vectors}/photos.jsonl`, 'utf8') + '{"name": "co',
    );
    utimesSync(`${photos}/cow.jpg`, 1e9, 1e9);
    const resumed = await runWith([...again, '--cells', '40', '--resume', '--json']);
    expect(resumed).toMatchObject({ status: 0, stderr: '1 of 2 photos are there already.\n' });
    expect(JSON.parse(resumed.stdout)).toMatchObject({ rows: 30, columns: 40, vectors: 1200, warnings: [] });
    expect((await found(vectors, 'horse')).matches).toHaveLength(2);
  });

  it('writes NumPy arrays of regions in 8 bits, in shards', async () => {
    const args = ['embed', `${photos}/*.jpg`, '--vectors', 'regions', '--precision', 'int8', '-f', 'npy'];
    for (const shard of ['2/3', '3/3'])
      expect(await runWith([...args, '--out', regions(), '--resume', '--shard', shard])).toMatchObject({
        status: 0,
      });
    for (const name of ['vectors', 'norms', 'scales', 'cells'])
      expect(existsSync(`${regions()}/horses.${name}.npy`), name).toBe(true);
    expect((await found(regions(), 'horse', '-n', '1')).matches).toMatchObject([
      { name: expect.stringContaining('horses') as string },
    ]);
  });

  it.each([
    [['-', '--out', 'x'], 'standard input'],
    [['https://example.org/a.jpg', '--out', 'x'], 'Save the photo first'],
    [['.', '--out', 'x', '--precision', 'int4'], 'int8'],
    [['.', '--out', 'postgres://127.0.0.1:1/x', '--format', 'npy'], 'no npy files'],
    [['.', '--out', 'x', '--format', 'database'], 'regions'],
    [['.', '--out', 'x', '--shard', '9/9'], 'shard 9/9'],
    [['.'], '--out'],
  ])('refuses %j', async (args, message) => {
    const inputs = args.map((each) => (each === '.' ? photos : each === 'x' ? folder.at('refused') : each));
    const { status, stderr } = await runWith(['embed', ...inputs]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
  });
});

describe('query', () => {
  it('finds photos by a word, with boxes, pixels and heat maps', async () => {
    const out = folder.at('found');
    const { model, matches } = await found(vectors, 'horse', '--out', out, '--boxes', '1', '--pixels', '2');
    expect(model.name).toBe('langseg-default');
    const [best, other] = matches;
    expect(best.name).toMatch(/horses\.jpg$/);
    expect(best.similarity).toBeGreaterThan(other.similarity);
    expect(best.boxes).toHaveLength(1);
    expect(best.boxes[0].x).toBeLessThan(150);
    expect(best.pixels).toHaveLength(2);
    expect(best.heatmap).toBe(`${out}/01-horses.heatmap.jpg`);
    expect(readFileSync(best.heatmap!).subarray(0, 2)).toEqual(Buffer.of(0xff, 0xd8));
    const { stdout } = await runWith(['query', vectors, 'horse', '-n', '1']);
    expect(stdout).toMatch(/^ +0\.\d{3} +.*horses\.jpg +\d+ × \d+ at \d+,\d+/);
  });

  it('finds them by a pixel and by a region, of the set or of another photo', async () => {
    for (const [option, photo] of [
      ['--at', `${photos}/horses.jpg`],
      ['--region', sample('horses')],
    ]) {
      const { matches } = await found(vectors, option, `${photo}:290,220`);
      expect(matches[0].name).toMatch(/horses/);
      expect(matches[0].similarity).toBeGreaterThan(0.7);
    }
  });

  it('says so where nothing is as alike', async () => {
    const { status, stdout, stderr } = await runWith(['query', vectors, 'horse', '--min-similarity', '1']);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toContain('No photo is as alike');
  });

  it('refuses words of another model', async () => {
    const path = `${regions()}/embeddings.json`;
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/"sha256": "\w{4}/, '"sha256": "0000'));
    const { status, stderr } = await runWith(['query', regions(), 'horse']);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining('made with the model "langseg-default"'),
    });
  });

  it.each([
    [[], 2, 'Say what to look for'],
    [['horse', '--at', 'a.jpg:1,2'], 2, 'Say what to look for'],
    [['--at', 'a.jpg'], 2, 'photo.jpg:320,240'],
    [['--at', 'a.jpg:1'], 2, 'column and row'],
    [['horse', '--min-similarity', '2'], 2, 'from -1 to 1'],
    [['blorpleflump'], 1, 'None of the labels'],
    [['--at', 'gone.jpg:1,2'], 1, 'does not exist'],
  ])('refuses %j', async (args, status, message) => {
    const refused = await runWith(['query', vectors, ...args]);
    expect(refused).toMatchObject({ status, stderr: expect.stringContaining(message) as string });
  });

  it('refuses a place without embeddings', async () => {
    expect(await runWith(['query', folder.at('nowhere'), 'horse'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('holds no embeddings') as string,
    });
  });
});
