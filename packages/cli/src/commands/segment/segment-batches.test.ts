import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleUrl } from '@langseg/default-model';
import { describe, expect, it, vi } from 'vitest';
import { runWith, type CliRun } from '../../__fixtures__/fake-io.js';
import { photo, WorkFolder } from '../../__fixtures__/work-folder.js';

const options = ['--labels', 'sky, grass', '--format', 'mask'];

const linesOf = ({ stdout }: CliRun): Record<string, unknown>[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** Files below `out`. */
const written = (folder: WorkFolder): string[] =>
  folder.files().flatMap((file) => (file.startsWith('out/') ? [file.slice(4)] : []));

/** A plugin with a result format. */
const sharesPlugin = `import * as z from '${import.meta.resolve('zod')}';
const shares = {
  specVersion: 1,
  slot: 'format',
  type: 'shares',
  description: 'shares of labels',
  endings: { '.shares.txt': 'text/plain' },
  configSchema: z.strictObject({}),
  async *encode(result) {
    yield { bytes: new TextEncoder().encode(result.legend().map(({ share }) => share).join(' ')) };
  },
};
export const plugin = { name: 'shares', components: [shares] };
`;

describe('a batch', () => {
  it('goes on after an error that nobody expected', async () => {
    using folder = new WorkFolder();
    const inputs = [await folder.photo('a.png'), await folder.photo('b.png')];
    const { Segmentation } = await import('@langseg/core');
    const broken = vi.spyOn(Segmentation.prototype, 'toJSON').mockImplementationOnce(() => {
      throw new TypeError('a bug');
    });
    const args = ['segment', ...inputs, '-l', 'sky, grass', '-f', 'json', '-o', folder.at('out'), '--json'];
    const run = await runWith(args);
    broken.mockRestore();
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^error: .*a\.png: a bug \[INTERNAL\]$/m);
    expect(run.stderr).toMatch(/1 of 2 images failed\.\n$/);
    expect(linesOf(run)[0]).toEqual({ input: inputs[0], error: { code: 'INTERNAL', message: 'a bug' } });
    expect(written(folder)).toEqual(['b.json']);
  });

  it('goes on where a result can not be written', async () => {
    using folder = new WorkFolder();
    const inputs = [await folder.photo('a.png'), await folder.photo('b.png')];
    mkdirSync(folder.at('out', 'a.mask.png'), { recursive: true });
    writeFileSync(folder.at('out', 'a.mask.png', 'x'), '');
    const run = await runWith(['segment', ...inputs, ...options, '-o', folder.at('out')]);
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^error: .*a\.png: Can't write .*a\.mask\.png.*\[IO_FAILED\]$/m);
    expect(written(folder)).toContain('b.mask.png');
  });

  it('shortens names that are too long, and says so', async () => {
    using folder = new WorkFolder();
    const inputs = [
      await folder.photo(`${'x'.repeat(246)}.jpg`),
      await folder.photo(`${'草'.repeat(82)}.jpg`),
      await folder.photo('z.jpg'),
    ];
    const out = folder.at('out');
    const args = ['segment', ...inputs, '-l', 'sky, grass', '-f', 'overlay,mask', '-o', out];
    const { status, stderr } = await runWith(args);
    expect(status).toBe(0);
    expect(stderr.match(/^warning: The name of .* is too long for its results/gm)).toHaveLength(2);
    expect(written(folder)).toHaveLength(6);
  });
});

describe('worker threads', () => {
  it('share images, and tell and write what one thread does', async () => {
    using folder = new WorkFolder();
    mkdirSync(folder.at('p/inside'), { recursive: true });
    const long = `p/${'x'.repeat(246)}.jpg`;
    for (const name of ['p/a.png', 'p/c.png', 'p/inside/a.png', long]) await folder.photo(name);
    folder.write('p/b.png', 'no picture');
    const plugin = folder.write('shares.mjs', sharesPlugin);
    const args = ['segment', folder.at('p'), '-r', '-l', 'sky, grass, blorfxq', '--plugin', plugin];
    const all = [...args, '-f', 'overlay,mask,shares', '--json'];
    const run = async (out: string, ...more: string[]) => {
      const { status, stdout, stderr } = await runWith([...all, '-o', folder.at(out), ...more]);
      const lines = stdout.replaceAll(folder.at(out), 'out').replaceAll(/"timings":{[^}]*}/g, '');
      return { status, lines, stderr };
    };
    const alone = await run('one');
    const shared = await run('two', '--workers', '2');
    expect(shared.lines).toBe(alone.lines);
    expect(shared.lines.trim().split('\n')).toHaveLength(5);
    expect(shared.status).toBe(1);
    expect(shared.stderr.split('\n').sort()).toEqual(alone.stderr.split('\n').sort());
    const files = (out: string): string[] =>
      folder.files().flatMap((file) => (file.startsWith(`${out}/`) ? [file.slice(out.length)] : []));
    expect(files('two')).toEqual(files('one'));
    expect(files('one')).toContain('/a.shares.txt');
    for (const file of files('one'))
      expect(readFileSync(folder.at('two', file)).equals(readFileSync(folder.at('one', file)))).toBe(true);
  });
});

describe('a folder', () => {
  it('gives its photos by ending and content; other pictures are said to be passed over', async () => {
    using folder = new WorkFolder();
    mkdirSync(folder.at('p', 'inside'), { recursive: true });
    for (const name of ['a.png', 'b.jfif', 'c.JPE', 'no-ending', 'wrong.txt'])
      await folder.photo(`p/${name}`);
    folder.write('p/d.bmp', 'BM');
    folder.write('p/e.HEIC', '');
    folder.write('p/notes.txt', 'no picture');
    const run = await runWith(['segment', folder.at('p'), ...options, '-o', folder.at('out'), '--json']);
    expect(run.status).toBe(0);
    expect(run.stderr).toBe(
      `Skipped 2 files in formats that can't be read: ${folder.at('p/d.bmp')}, ${folder.at('p/e.HEIC')}.\n`,
    );
    expect(linesOf(run)[0]).toEqual({
      input: folder.at('p'),
      passedOver: [folder.at('p/d.bmp'), folder.at('p/e.HEIC')],
    });
    expect(written(folder)).toEqual(['a', 'b', 'c', 'no-ending', 'wrong'].map((name) => `${name}.mask.png`));
  });

  it('with none that can be read is a failure that says so', async () => {
    using folder = new WorkFolder();
    mkdirSync(folder.at('p'));
    folder.write('p/e.heic', '');
    const { status, stderr } = await runWith(['segment', folder.at('p'), ...options, '-o', folder.at('out')]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/1 picture in formats that can't be read/);
  });

  it('is searched with --recursive, and the results keep their folders', async () => {
    using folder = new WorkFolder();
    for (const name of ['a', 'b/c', '.hidden']) mkdirSync(folder.at('p', name), { recursive: true });
    for (const name of ['dog', 'a/dog', 'b/c/dog', '.hidden/dog']) await folder.photo(`p/${name}.png`);
    await folder.photo('p/a/dog.gif');
    const args = ['segment', folder.at('p'), '-r', ...options, '-o', folder.at('out')];
    expect(await runWith(args)).toMatchObject({ status: 0, stderr: '' });
    const names = ['a/dog-2.mask.png', 'a/dog.mask.png', 'b/c/dog.mask.png', 'dog.mask.png'];
    expect(written(folder)).toEqual(names);
  });
});

describe('patterns', () => {
  it('are expanded where the shell has not done it, without results of an earlier run', async () => {
    using folder = new WorkFolder();
    mkdirSync(folder.at('p', 'a'), { recursive: true });
    for (const name of ['10.png', '2.png', 'a/3.png', '2.mask.png']) await folder.photo(`p/${name}`);
    const run = async (pattern: string): Promise<unknown[]> =>
      linesOf(
        await runWith(['segment', folder.at(pattern), ...options, '-o', folder.at('out'), '--json']),
      ).map(({ input }) => input);
    expect(await run('p/*.png')).toEqual([folder.at('p/2.png'), folder.at('p/10.png')]);
    expect(await run('p/**/*.png')).toHaveLength(3);
    expect(await run('p/{2,10}.png')).toHaveLength(2);
  });

  it('are names where a file is called like that', async () => {
    using folder = new WorkFolder();
    const input = await folder.photo('[x].jpg');
    await folder.photo('x.jpg');
    const { status } = await runWith(['segment', input, ...options, '-o', folder.at('out')]);
    expect(status).toBe(0);
    expect(written(folder)).toEqual(['[x].mask.png']);
  });

  it('begin in folders that are called like patterns, and may hold brackets of names', async () => {
    using folder = new WorkFolder();
    const names = ['a [1]/IMG (1).png', 'a [1]/IMG (2).png', 'a [1]/x[1]-b.png', 'a [1]/!c.png', 'a 1/d.png'];
    for (const name of ['a [1]', 'a 1']) mkdirSync(folder.at(name));
    for (const name of names) await folder.photo(name);
    const run = async (pattern: string): Promise<unknown[]> =>
      linesOf(
        await runWith(['segment', folder.at(pattern), ...options, '-o', folder.at('out'), '--json']),
      ).map(({ input }) => input);
    expect(await run('a [1]/IMG (*).png')).toEqual(names.slice(0, 2).map((name) => folder.at(name)));
    expect(await run('a [1]/x[1]-*.png')).toEqual([folder.at(names[2])]);
    expect(await run('a [1]/!*.png')).toEqual([folder.at(names[3])]);
    expect(await run('a [1]/*.png')).toHaveLength(4);
  });

  it('that match nothing are a failure of their own', async () => {
    using folder = new WorkFolder();
    const input = await folder.photo('a.png');
    const args = ['segment', folder.at('*.gif'), input, ...options, '-o', folder.at('out')];
    const { status, stderr } = await runWith(args);
    expect(status).toBe(1);
    expect(stderr).toMatch(/No file matches .*\*\.gif/);
    expect(written(folder)).toEqual(['a.mask.png']);
  });
});

// Other systems have no such names.
describe.runIf(process.platform === 'linux')('names that are no UTF-8', () => {
  const bytesOf = (folder: WorkFolder, name: string): Buffer =>
    Buffer.concat([Buffer.from(folder.at('p/')), Buffer.from(name, 'latin1')]);

  it('in a folder or typed are segmented and printed in a readable form', async () => {
    using folder = new WorkFolder();
    mkdirSync(folder.at('p'));
    for (const name of ['caf\xe9.png', 'caf\xe8.png']) writeFileSync(bytesOf(folder, name), await photo());
    expect(readFileSync(bytesOf(folder, 'caf\xe9.png')).length).toBeGreaterThan(0);
    const typed = folder.at('p/caf\ufffd.png');
    for (const inputs of [[folder.at('p')], [typed, typed]]) {
      const run = await runWith(['segment', ...inputs, ...options, '-o', folder.at('out'), '--json']);
      expect(run).toMatchObject({ status: 0, stderr: '' });
      expect(linesOf(run).map(({ input }) => input)).toEqual(
        ['p/caf%E8.png', 'p/caf%E9.png'].map((name) => folder.at(name)),
      );
    }
    expect(written(folder)).toEqual(['caf%E8.mask.png', 'caf%E9.mask.png']);
  });
});

describe('parts of a batch', () => {
  it('are shards whose files have the names that they have in one run', async () => {
    using folder = new WorkFolder();
    mkdirSync(folder.at('in/b'), { recursive: true });
    for (const name of ['in/dog.png', 'in/b/dog.png', 'in/cat.png']) await folder.photo(name);
    const inputs = ['in/dog.png', 'in/b/dog.png', 'in/cat.png'].map((name) => folder.at(name));
    const segment = (...more: string[]) =>
      runWith(['segment', ...inputs, ...options, '-o', folder.at('out'), ...more]);
    expect((await segment('--shard', '2/2')).status).toBe(0);
    expect(written(folder)).toEqual(['dog-2.mask.png']);
    expect((await segment('--shard', '1/2')).status).toBe(0);
    expect(written(folder)).toEqual(['cat.mask.png', 'dog-2.mask.png', 'dog.mask.png']);
    expect((await segment('--shard', '4/4')).stderr).toMatch(/Of 3 images, shard 4\/4 has none/);
    expect((await segment('--shard', '0/4')).status).toBe(2);
  });

  it('that are done are left out by --resume', async () => {
    using folder = new WorkFolder();
    const inputs = [await folder.photo('a.png'), await folder.photo('b.png')];
    const all = ['segment', ...inputs, ...options, '-o', folder.at('out')];
    const args = [...all, '--resume'];
    await runWith(all);
    rmSync(folder.at('out/b.mask.png'));
    folder.write('out/a.mask.png', 'done');
    const run = await runWith([...args, '--json']);
    expect(run.status).toBe(0);
    expect(run.stderr).toMatch(/1 of 2 images are done already/);
    expect(linesOf(run)).toHaveLength(1);
    expect(readFileSync(folder.at('out/a.mask.png'), 'utf8')).toBe('done');
    expect((await runWith(args)).stdout).toBe('');
    expect((await runWith([...args, '-f', 'heatmaps'])).stderr).toMatch(
      /the format heatmaps, one for each label/,
    );
  });

  it('are done anew where an earlier run or another photo has made the result, and refused where it is unknown', async () => {
    using folder = new WorkFolder();
    const inputs = [await folder.photo('a.png'), await folder.photo('b.png')];
    const all = ['segment', ...inputs, ...options, '-o', folder.at('out')];
    const resumed = async (...args: string[]) => runWith([...all, ...args, '--resume', '--json']);
    await runWith(all);
    const other = await resumed('--min-score', '0.5', '--longest-side', '64');
    expect(other.status).toBe(2);
    expect(other.stderr).toMatch(/other settings:\n(.*\n)* {2}minScore: not set and 0\.5\n/);
    expect(other.stderr).toMatch(/ {2}longestSide: .*64\n/);
    expect((await resumed('--labels', 'cow, sky')).stderr).toMatch(/ {2}labels: /);
    expect((await resumed('--model', fileURLToPath(bundleUrl))).status).toBe(0);

    // A photo that has changed since, and a result from before these settings.
    const later = new Date(Date.now() + 10_000);
    utimesSync(inputs[0], later, later);
    const [again] = linesOf(await resumed()) as { input: string }[];
    expect(again.input).toContain('a.png');
    utimesSync(inputs[0], 0, 0);
    utimesSync(folder.at('out/b.mask.png'), 0, 0);
    expect(linesOf(await resumed())).toHaveLength(1);
    expect((await resumed()).stdout).toBe('');

    rmSync(folder.at('out/.langseg-segment.json'));
    expect((await resumed()).stderr).toMatch(/nothing there says what they were made with/);
  });
});
