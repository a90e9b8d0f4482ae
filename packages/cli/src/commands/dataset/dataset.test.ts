import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { openDataset } from '@langseg/datasets/node';
import { describe, expect, it } from 'vitest';
import { runWith, type CliRun } from '../../__fixtures__/fake-io.js';
import { WorkFolder } from '../../__fixtures__/work-folder.js';

const wanted = ['--labels', 'sky, grass, other', '--json'];

interface Report {
  readonly photos: number;
  readonly splits: Record<string, number>;
  readonly failed: readonly { name: string; code: string }[];
}

const reportOf = ({ stdout }: CliRun): Report => JSON.parse(stdout) as Report;

/** Files of a data set without the folder. */
const filesOf = (folder: WorkFolder, set: string): string[] =>
  folder.files().flatMap((file) => (file.startsWith(`${set}/images/`) ? [file.slice(set.length + 8)] : []));

const jsonOf = (folder: WorkFolder, ...path: string[]): Record<string, { file_name: string }[]> =>
  JSON.parse(readFileSync(folder.at(...path), 'utf8')) as Record<string, { file_name: string }[]>;

async function photos(folder: WorkFolder): Promise<string> {
  mkdirSync(folder.at('photos/a'), { recursive: true });
  for (const name of ['a/dog.png', 'dog.png', 'Dog.jpg']) await folder.photo(`photos/${name}`);
  return folder.at('photos');
}

describe('a data set', () => {
  it('keeps folders, tells equal names apart, lists what could not be read, and is read back', async () => {
    using folder = new WorkFolder();
    const input = await photos(folder);
    writeFileSync(folder.at('photos', 'damaged.jpg'), 'no picture');
    const list = folder.write('list.txt', `${folder.at('photos', 'gone.png')}\n\n`);
    const out = folder.at('set');
    const run = await runWith(['dataset', input, '-r', '--photos-file', list, ...wanted, '--out', out]);
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/2 of 5 photos failed\.\n$/);
    expect(filesOf(folder, 'set')).toEqual(['Dog.jpg', 'a/dog.png', 'dog-2.png']);
    const { photos: count, failed } = reportOf(run);
    expect(count).toBe(3);
    expect(failed.map(({ name, code }) => [name.split('/').at(-1), code]).sort()).toEqual([
      ['damaged.jpg', 'IMAGE_UNREADABLE'],
      ['gone.png', 'NOT_FOUND'],
    ]);
    expect(JSON.parse(readFileSync(folder.at('set', 'report.json'), 'utf8'))).toMatchObject({ failed });
    const set = await openDataset({ type: 'coco', path: out });
    expect(set.classes).toEqual(['sky', 'grass']);
    const { mask, image } = await set.read('a/dog');
    expect([image.width, mask.data[20], mask.data.at(-1)]).toEqual([48, 0, 255]);
  });

  it('goes on where it was interrupted, takes more photos, and no other settings', async () => {
    using folder = new WorkFolder();
    const input = await photos(folder);
    const out = ['--out', folder.at('set')];
    const first = await runWith(['dataset', `${input}/dog.png`, ...wanted, ...out]);
    expect(first.status).toBe(0);
    // What a killed process has left: a line that is not finished.
    writeFileSync(folder.at('set/.langseg-dataset/photos.jsonl'), '{"file":"b', { flag: 'a' });
    const again = await runWith(['dataset', input, '-r', ...wanted, ...out]);
    expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('holds a data set already')]);
    const more = await runWith(['dataset', input, '-r', ...wanted, ...out, '--resume']);
    expect([more.status, more.stderr]).toEqual([0, '1 of 3 photos are in the data set already.\n']);
    const names = jsonOf(folder, 'set/annotations/instances_train.json').images.map(
      ({ file_name }) => file_name,
    );
    expect([...names].sort()).toEqual(['Dog-2.jpg', 'a/dog.png', 'dog.png']);
    const other = await runWith(['dataset', input, '--labels', 'sky, cow', ...out, '--resume']);
    expect([other.status, other.stderr]).toEqual([
      2,
      expect.stringMatching(/other settings:\n {2}categories: .*cow/),
    ]);
  });

  it('of shards that are merged is that of one run', async () => {
    using folder = new WorkFolder();
    const input = await photos(folder);
    const options = ['-r', ...wanted, '--val', '0.5', '--instances', 'components', '--name', 'x'];
    await runWith(['dataset', input, ...options, '--out', folder.at('whole')]);
    for (const shard of ['1/2', '2/2'])
      await runWith(['dataset', input, ...options, '--shard', shard, '--out', folder.at(shard[0])]);
    const merge = ['dataset', 'merge', folder.at('2'), folder.at('1')];
    const merged = await runWith([...merge, '--out', folder.at('merged'), '--json']);
    expect(merged.status).toBe(0);
    expect(reportOf(merged).splits).toEqual({ train: expect.any(Number), val: expect.any(Number) });
    for (const file of [
      'annotations/instances_train.json',
      'annotations/instances_val.json',
      'report.json',
    ]) {
      const { info: _, ...content } = jsonOf(folder, 'merged', file);
      const { info: _info, ...whole } = jsonOf(folder, 'whole', file);
      expect(content, file).toEqual(whole);
    }
    expect(filesOf(folder, 'merged')).toEqual(filesOf(folder, 'whole'));
    // Again, with a photo that another data set has under the same name.
    rmSync(folder.at('merged'), { recursive: true });
    const twice = await runWith([...merge, folder.at('whole'), '--out', folder.at('merged'), '--json']);
    expect(reportOf(twice).photos).toBe(3);
    const none = await runWith(['dataset', 'merge', input, '--out', folder.at('x')]);
    expect([none.status, none.stderr]).toEqual([1, expect.stringContaining('holds no data set')]);
  });

  it('has areas of no label but those that are asked for', async () => {
    using folder = new WorkFolder();
    const input = await folder.photo('a.png');
    const set = ['--out', folder.at('set'), '--min-area', '2000', '--images', 'link', '--colors', '#010203'];
    const empty = await runWith(['dataset', input, ...wanted, ...set]);
    expect(empty.status).toBe(0);
    expect(JSON.parse(empty.stdout)).toMatchObject({ photos: 1, areas: 0, empty: 1 });
    expect(jsonOf(folder, 'set/annotations/instances_train.json')).toMatchObject({
      annotations: [],
      categories: [{ color: [1, 2, 3] }, { name: 'grass' }],
    });
    const only = await runWith(['dataset', input, '-l', 'other', '--out', folder.at('none')]);
    expect([only.status, only.stderr]).toEqual([
      1,
      expect.stringContaining('at least one label besides "other"'),
    ]);
  });

  it.each<[string[], string]>([
    [['-'], "standard input can't be in it"],
    [['https://example.org/a.jpg'], "example.org/a.jpg can't be in it"],
    [[], 'Name photos or folders'],
    [
      ['a.png', '--format', 'nope'],
      'Expected one of coco, coco-panoptic, voc, yolo-seg, cvat, label-studio, geojson',
    ],
    [['a.png', '--set', 'areas=x'], 'areas'],
    [['a.png', '--set', 'areas'], '--set takes an option'],
    [['a.png', '--colors', 'red'], 'Expected colours'],
    [['a.png', '--tolerance', '-1'], 'Expected a number'],
  ])('%j is wrong usage', async (args, message) => {
    using folder = new WorkFolder();
    const run = await runWith(['dataset', ...args, '-l', 'sky', '--out', folder.at('set')]);
    expect([run.status, run.stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
