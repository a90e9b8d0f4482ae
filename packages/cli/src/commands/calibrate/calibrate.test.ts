import { cpSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answeredSet, folderSet, temporaryFolder, write } from '@langseg/dataset-testing';
import { bundleUrl } from '@langseg/default-model';
import { createSegmenter } from 'langseg';
import { beforeAll, describe, expect, it } from 'vitest';
import { runWith, type FakeIoOptions } from '../../__fixtures__/fake-io.js';

const classes = ['sky', 'grass', 'water', 'dog', 'car', 'chair'];
let path: string;
let out: string;
let own: string;
beforeAll(async () => {
  [path, out, own] = await Promise.all([temporaryFolder(), temporaryFolder(), temporaryFolder()]);
  await using segmenter = await createSegmenter({ threads: 1 });
  await answeredSet(
    path,
    classes,
    6,
    async (photo) => (await segmenter.segment(photo, classes, { longestSide: 32 })).labelMap,
  );
  cpSync(fileURLToPath(bundleUrl), own, { recursive: true });
});

const calibrate = (args: readonly string[], options?: FakeIoOptions) =>
  runWith(['calibrate', path, '--size', '32', '--threads', '1', ...args], options);
interface Merged {
  readonly calibration: unknown;
}
const configOf = (folder: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as Record<string, unknown>;

describe('langseg calibrate', () => {
  it('prints what it found and writes nothing unless it is asked to', async () => {
    const before = configOf(own);
    const { status, stdout, stderr } = await calibrate(['--model', own]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/5 photos, 1 more held out, model langseg-default/);
    expect(stdout).toMatch(/ temperature +[\d.]+\n +threshold +-?[\d.]+\n/);
    expect(stdout).toMatch(/right pixels of named classes +[\d.]+ % +[\d.]+ %/);
    expect(stdout).toMatch(/false area on absent words +[\d.]+ % +[\d.]+ %/);
    expect(configOf(own)).toEqual(before);
  });

  it('writes a copy that answers --other auto with what it found, and the same again for the same seed', async () => {
    const [folder, copy] = [join(out, 'copy'), own];
    const first = await calibrate(['--out', folder, '--json', '--seed', '3']);
    const { calibration, path: written } = JSON.parse(first.stdout) as Record<string, unknown>;
    expect(written).toBe(folder);
    expect(configOf(folder)).toEqual({ ...configOf(copy), calibration });
    expect(readdirSync(folder).sort()).toEqual(readdirSync(copy).sort());
    await using segmenter = await createSegmenter({ model: folder, threads: 1 });
    const grey = { width: 8, height: 8, data: new Uint8Array(192).fill(128) };
    const { labels } = await segmenter.segment(grey, ['dog', 'car'], { other: 'auto' });
    expect(labels).toEqual(['dog', 'car', 'other']);
    const again = await calibrate(['--model', own, '--write', '--json', '--seed', '3']);
    expect(JSON.parse(again.stdout)).toMatchObject({ calibration, path: own });
    expect(configOf(own)).toMatchObject({ name: 'langseg-default', calibration });
    expect(readdirSync(own)).toHaveLength(readdirSync(folder).length);
    expect((await calibrate(['--out', folder])).stderr).toMatch(/exists and is not empty/);
  });

  it.each(['default', fileURLToPath(bundleUrl)])('does not change the built-in model: %s', async (model) => {
    const { status, stderr } = await calibrate(['--model', model, '--write']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/built-in model is a part of the installation and is not changed.*--out/);
  });

  it.each([
    [['--model', './no-such-bundle'], /no-such-bundle/],
    [['--labels', 'sky, grass'], /each of the 6 classes of the data set, in their order; got 2/],
    [['--labels', 'sky, sky, sky, sky, sky, sky'], /needs two words at least.* has 1/],
    [['--split', 'none'], /none\.txt/],
    [['--fuse', 'mean-softmax', '--flip'], /needs logits.*sum-logits/],
  ])('says what is wrong with %j', async (args, message) => {
    const { status, stderr } = await calibrate(args);
    expect(status).toBeGreaterThan(0);
    expect(stderr).toMatch(message);
  });

  it('goes on after an interruption and adds shards up, to the result of one run', async () => {
    const whole = await calibrate(['--json']);
    const record = (name: string) => join(out, `${name}.jsonl`);
    const parts = await Promise.all(
      ['1/2', '2/2'].map((shard) => calibrate(['--shard', shard, '--record', record(shard[0])])),
    );
    expect(parts.map(({ status }) => status)).toEqual([0, 0]);
    expect(parts[0].stdout).toMatch(/3 photos of shard 1 of 2 → .*1\.jsonl/);
    const merge = (...args: string[]) => runWith(['calibrate', 'merge', ...args]);
    expect((await merge(record('2'), record('1'), '--json')).stdout).toBe(whole.stdout);
    expect((await merge(record('1'))).stderr).toMatch(/one is missing: 2/);
    expect((await merge(record('1'), record('1'))).stderr).toMatch(/overlap/);
    const merged = join(out, 'merged');
    expect((await merge(record('1'), record('2'), '--out', merged)).status).toBe(0);
    expect(configOf(merged)).toHaveProperty('calibration', (JSON.parse(whole.stdout) as Merged).calibration);
    const other = await merge(record('1'), record('2'), '--model', merged, '--write');
    expect([other.status, other.stderr]).toEqual([2, expect.stringContaining('another one') as string]);

    // What a killed run has left: two photos, and a part of the third.
    const [head, ...photos] = readFileSync(record('1'), 'utf8').split('\n');
    await write(record('resumed'), [head, photos[0], '{"id":"2"'].join('\n'));
    expect((await merge(record('resumed'), record('2'))).stderr).toMatch(/hold 4.*[Ll]et every shard finish/);
    await calibrate(['--shard', '1/2', '--record', record('resumed')]);
    expect(readFileSync(record('resumed'), 'utf8')).toBe(readFileSync(record('1'), 'utf8'));
    const seeded = await calibrate(['--shard', '1/2', '--record', record('1'), '--seed', '4']);
    expect(seeded.stderr).toMatch(/progress of a calibration with other settings:\n {2}seed: 0 and 4/);
  });

  it.each([
    [['--shard', '1/2'], /give --record/],
    [['--shard', '1/2', '--record', 'x', '--write'], /calibrate merge/],
    [['--shard', '7/7', '--record', 'x'], /shard 7\/7 has none/],
  ])('refuses %j', async (args, message) => {
    const { status, stderr } = await calibrate(args);
    expect([status, stderr]).toEqual([2, expect.stringMatching(message) as string]);
  });

  it('needs photos', async () => {
    const few = await temporaryFolder();
    await folderSet(few, classes, 1);
    const { status, stdout } = await runWith(['calibrate', few, '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'LABELS_INVALID', message: expect.stringContaining('two photos at least') as string },
    });
  });

  it('ends with Ctrl-C and leaves nothing', async () => {
    const folder = join(out, 'stopped');
    const { status } = await calibrate(['--out', folder], { signal: AbortSignal.abort() });
    expect(status).toBe(130);
    expect(existsSync(folder)).toBe(false);
  });
});
