import { existsSync, mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runWith } from '../../__fixtures__/fake-io.js';
import { photo, WorkFolder } from '../../__fixtures__/work-folder.js';

const labels = ['--labels', 'sky, grass'];

describe('images that fail', () => {
  async function mixed(folder: WorkFolder): Promise<string[]> {
    mkdirSync(folder.at('folder.png'));
    return [
      await folder.photo('first.png'),
      folder.write('corrupt.png', (await photo()).subarray(0, 150)),
      folder.write('text.jpg', 'not an image'),
      folder.write('empty.png', ''),
      folder.at('missing.png'),
      await folder.photo('last.png'),
    ];
  }

  it('are reported and counted, and the others are segmented', async () => {
    using folder = new WorkFolder();
    const inputs = await mixed(folder);
    const out = folder.at('out');
    const { status, stdout, stderr } = await runWith(['segment', ...inputs, ...labels, '-o', out, '--json']);
    expect(status).toBe(1);
    expect(stderr.match(/^error: .*(corrupt|text|empty|missing)\.\w+/gm)).toHaveLength(4);
    expect(stderr).toMatch(/4 of 6 images failed\.\n$/);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ input }) => input)).toEqual(inputs);
    expect(lines.map(({ error }) => (error as { code: string } | undefined)?.code)).toEqual([
      undefined,
      'IMAGE_UNREADABLE',
      'IMAGE_UNREADABLE',
      'IMAGE_UNREADABLE',
      'NOT_FOUND',
      undefined,
    ]);
    expect(folder.files().filter((file) => file.startsWith('out/'))).toEqual([
      'out/first.mask.png',
      'out/first.overlay.png',
      'out/last.mask.png',
      'out/last.overlay.png',
    ]);
  });

  it('may be too large', async () => {
    using folder = new WorkFolder();
    const args = ['segment', await folder.photo('a.png'), ...labels, '-o', folder.path];
    const { status, stderr } = await runWith([...args, '--max-pixels', '1000']);
    expect(stderr).toMatch(/^error: .*a\.png is 48×32 = 1536 pixels; the limit is 1000/);
    expect(status).toBe(1);
  });

  it('stop everything with --fail-fast', async () => {
    using folder = new WorkFolder();
    const inputs = await mixed(folder);
    const { status } = await runWith([
      'segment',
      ...inputs,
      ...labels,
      '-o',
      folder.at('out'),
      '--fail-fast',
    ]);
    expect(status).toBe(1);
    expect(existsSync(folder.at('out/first.mask.png'))).toBe(true);
    expect(existsSync(folder.at('out/last.mask.png'))).toBe(false);
  });
});

describe('labels', () => {
  it.each([
    ['none', []],
    ['nothing between commas', ['--labels', ' , ,']],
  ])('%s: wrong usage', async (_, args) => {
    const { status, stderr } = await runWith(['segment', 'a.png', ...args]);
    expect(stderr).toMatch(/No labels to look for/);
    expect(status).toBe(2);
  });

  it('come from the option and a file together', async () => {
    using folder = new WorkFolder();
    const list = folder.write('words.txt', '\uFEFFgrass\r\n\r\n"tree, green"\r\n');
    const input = await folder.photo('a.png');
    const args = ['segment', input, '-l', 'sky', '--labels-file', list, '-o', folder.path, '--json'];
    const { stdout, stderr } = await runWith(args);
    const record = JSON.parse(stdout) as { labels: { label: string }[] };
    expect(record.labels.map(({ label }) => label)).toEqual(['sky', 'grass', 'tree, green']);
    expect(stderr).toBe('warning: 1 empty label was left out.\n');
  });

  it('may come from a file in UTF-16', async () => {
    using folder = new WorkFolder();
    const list = folder.write('words.txt', Buffer.from('\uFEFFsky\r\ngrass\r\n', 'utf16le'));
    const input = await folder.photo('a.png');
    const args = ['segment', input, '--labels-file', list, '-o', folder.path, '--json'];
    const { stdout } = await runWith(args);
    const record = JSON.parse(stdout) as { labels: { label: string }[] };
    expect(record.labels.map(({ label }) => label)).toEqual(['sky', 'grass']);
  });

  it.each([
    ['of another encoding', Buffer.from('K\xfche', 'latin1'), /Save it as UTF-8/],
    ['missing', undefined, /Can't read the labels file .*words\.txt: it does not exist; its folder is/],
  ])('in a file that is %s: said as it is', async (_, bytes, message) => {
    using folder = new WorkFolder();
    if (bytes) folder.write('words.txt', bytes);
    const args = ['segment', 'a.png', '--labels-file', folder.at('words.txt'), '-o', folder.path];
    const { status, stderr } = await runWith(args);
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
  });

  it('that are odd are warned about once, however many images there are', async () => {
    using folder = new WorkFolder();
    const inputs = [await folder.photo('a.png'), await folder.photo('b.png')];
    const words = ['-l', 'sky, sky, zzqxy, grass'];
    const { status, stdout, stderr } = await runWith([
      'segment',
      ...inputs,
      ...words,
      '-o',
      folder.path,
      '--json',
    ]);
    expect(status).toBe(0);
    const warnings = stderr.trim().split('\n');
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toMatch(/warning: .*"sky".*more than once/);
    expect(warnings[1]).toMatch(/warning: .*"zzqxy"/);
    for (const line of stdout.trim().split('\n'))
      expect((JSON.parse(line) as { warnings: string[] }).warnings).toHaveLength(2);
  });

  it.each([
    ['cow', /^"cow" takes every pixel.*"other"/],
    ['sky; grass', /^"sky; grass" is one label.*commas.*"sky, grass"/],
    ['cow, Cow, grass', /^The labels "cow", "Cow" mean the same.*Only the first one can win/],
  ])('%s: warned about on standard error and as JSON', async (words, message) => {
    using folder = new WorkFolder();
    const args = ['segment', await folder.photo('a.png'), '-l', words, '-o', folder.path, '--json'];
    const { stdout, stderr } = await runWith(args);
    const { warnings } = JSON.parse(stdout) as { warnings: string[] };
    expect(warnings[0]).toMatch(message);
    expect(stderr).toBe(warnings.map((warning) => `warning: ${warning}\n`).join(''));
  });

  it('that are long are shortened where they are warned about', async () => {
    using folder = new WorkFolder();
    const input = await folder.photo('a.png');
    const { stderr } = await runWith([
      'segment',
      input,
      '-l',
      `grass, sky, ${'x'.repeat(1000)}`,
      '-o',
      folder.path,
    ]);
    expect(stderr).toMatch(/^warning: "x{39}…" has no known word.*\n$/);
  });

  it('that are odd without end are not all listed', async () => {
    using folder = new WorkFolder();
    const input = await folder.photo('a.png');
    const words = ['grass', 'sky', ...Array.from({ length: 50 }, (_, i) => `zzqxy${'q'.repeat(i)}`)];
    const args = ['segment', input, '-l', words.join(), '-o', folder.path, '--json'];
    const { stdout, stderr } = await runWith(args);
    expect(stderr.trim().split('\n')).toHaveLength(21);
    expect(JSON.parse(stdout)).toHaveProperty('warnings.length', 50);
  });

  it('that are all unknown are an error, not one of each image', async () => {
    using folder = new WorkFolder();
    const inputs = [await folder.photo('a.png'), await folder.photo('b.png')];
    const { status, stderr } = await runWith(['segment', ...inputs, '-l', 'zzqxy', '-o', folder.path]);
    expect(status).toBe(1);
    expect(stderr.match(/error:/g)).toHaveLength(1);
  });
});

describe('what stops a run', () => {
  it('is a folder that can not be written to', async () => {
    using folder = new WorkFolder();
    const input = await folder.photo('a.png');
    const { status, stderr } = await runWith(['segment', input, ...labels, '-o', input]);
    expect(stderr).toMatch(/^error: Can't create the folder .*a\.png/);
    expect(status).toBe(1);
  });

  it('is a model that is not there', async () => {
    using folder = new WorkFolder();
    const { status, stderr } = await runWith(['segment', 'a.png', ...labels, '-m', folder.path]);
    expect(stderr).toMatch(/config\.json/);
    expect(status).toBe(1);
  });

  it('is Ctrl-C, which is no failure', async () => {
    using folder = new WorkFolder();
    const inputs = [await folder.photo('a.png'), await folder.photo('b.png')];
    const controller = new AbortController();
    controller.abort();
    const run = await runWith(['segment', ...inputs, ...labels, '-o', folder.at('out')], {
      signal: controller.signal,
    });
    expect(run).toMatchObject({ status: 130, stdout: '', stderr: 'Interrupted.\n' });
    expect(folder.files()).toEqual(['a.png', 'b.png']);
  });
});
