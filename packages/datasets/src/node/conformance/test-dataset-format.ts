import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { encodePng } from '@langseg/adapter-node';
import { createRegistry, Segmentation } from '@langseg/core';
import { expect } from 'vitest';
import { datasetFormatSlot, type DatasetFormatComponent } from '../../annotations/dataset-format.js';
import type { LayoutComponent } from '../../layout/layout-component.js';
import { openDatasetBuilder } from '../annotations/dataset-builder.js';
import type { DatasetSettings } from '../annotations/dataset-settings.js';
import { openDataset } from '../open-dataset.js';
import { componentChecks, registerChecks, type Check } from './component-checks.js';

/** Setup of {@link testDatasetFormat}. */
export interface DatasetFormatSetup {
  readonly format: DatasetFormatComponent;
  /** Options with which nothing of a mask is lost, where the format can do that. Default none. */
  readonly exactOptions?: Readonly<Record<string, unknown>>;
  /** The layout that reads the format. Default: none reads it. */
  readonly layout?: LayoutComponent;
  /** Options of the layout with which it reads a split. */
  readonly layoutOptions?: (split: string) => Readonly<Record<string, unknown>>;
}

/** Registers the tests that every data set format must pass. */
export function testDatasetFormat(setup: DatasetFormatSetup): void {
  registerChecks(`data set format conformance: ${setup.format.type}`, datasetFormatChecks(setup));
}

const labels = ['sky', 'a <b> & "c": d', 'Gras, grün', 'other', 'void'];

interface Scene {
  readonly file: string;
  readonly result: Segmentation;
}

/** Photos of several sizes, in folders, with odd names, lone pixels, holes and pieces that touch at corners; one without areas. */
const scenes: readonly Scene[] = [
  scene('a/dog.png', 24, 18, (x, y) => ((x * x + y * 3) % 17 < 6 ? 0 : x > 12 ? 1 : 2)),
  scene('b/dog.png', 13, 7, (x, y) => (x % 4 === 1 && y % 3 === 1 ? 2 : 0)),
  scene('one.png', 1, 1, () => 4),
  scene('Zoë & <i>.png', 9, 31, (x, y) => ((x + y) % 2 === 0 ? 1 : 3)),
  scene('nothing.png', 5, 5, () => 3),
];

/** The tests of {@link testDatasetFormat}. */
export function datasetFormatChecks(setup: DatasetFormatSetup): Check[] {
  const { format, exactOptions = {}, layout, layoutOptions = () => ({}) } = setup;
  const registry = createRegistry([format]);

  async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), 'langseg-format-'));
    try {
      return await run(join(folder, 'set'));
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  async function build(folder: string, settings: Partial<DatasetSettings> = {}): Promise<void> {
    const photos = join(dirname(folder), 'photos');
    const config = { ...exactOptions, type: format.type };
    const builder = await openDatasetBuilder(folder, { labels, format: config, ...settings }, registry);
    try {
      for (const { file, result } of scenes) {
        const path = join(photos, ...file.split('/'));
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, await photoOf(result));
        await builder.add(result, { path, file });
      }
      await builder.finish();
    } finally {
      await builder.close();
    }
  }

  const checks: Check[] = [
    ...componentChecks(format, datasetFormatSlot, exactOptions, ['type']),
    {
      title: 'writes the same files again, and others only where photos are added',
      run: () =>
        inFolder(async (folder) => {
          await build(folder);
          const first = await contentOf(folder);
          expect(first.size).toBeGreaterThan(scenes.length + 2);
          await build(folder, { resume: true });
          expect(await contentOf(folder)).toEqual(first);
        }),
    },
    {
      title: 'writes nothing that is no JSON where its ending says so, and nothing outside of the folder',
      run: () =>
        inFolder(async (folder) => {
          await build(folder, { valShare: 0.5, license: 'CC BY 4.0 "<x>"', instances: 'components' });
          for (const [path, content] of await contentOf(folder))
            if (/json$/.test(path)) expect(() => JSON.parse(content) as unknown, path).not.toThrow();
          expect((await readdir(dirname(folder))).sort()).toEqual(['photos', 'set']);
        }),
    },
    {
      title: 'writes a set whose photos have no areas',
      run: () => inFolder((folder) => build(folder, { minArea: 1000 })),
    },
  ];
  if (!layout) return checks;
  const open = (path: string, split: string) =>
    openDataset({ type: layout.type, ...layoutOptions(split), path }, createRegistry([layout]));
  return [
    ...checks,
    ...(['labels', 'components'] as const).map((instances) => ({
      title: `is read back by the layout ${layout.type}, ${instances === 'labels' ? 'areas of labels' : 'connected areas'}, without a difference`,
      run: () =>
        inFolder(async (folder) => {
          await build(folder, { instances, valShare: 0.5 });
          let found = 0;
          for (const split of ['train', 'val']) {
            const set = await open(folder, split);
            for (const id of set.ids) {
              const { mask } = await set.read(id);
              const { result } = scenes.find(({ file }) => file === `${id}.png`)!;
              expect([mask.width, mask.height]).toEqual([result.width, result.height]);
              const expected = [...result.labelMap].map((index) => labels[index]);
              const names = [...mask.data].map((value) => set.classes[value] ?? 'other');
              expect(
                names.map((name) => (name === 'background' ? 'other' : name)),
                id,
              ).toEqual(expected);
              found++;
            }
          }
          expect(found).toBe(scenes.length);
        }),
    })),
  ];
}

function scene(
  file: string,
  width: number,
  height: number,
  labelAt: (x: number, y: number) => number,
): Scene {
  const labelMap = Uint8Array.from({ length: width * height }, (_, at) =>
    labelAt(at % width, Math.floor(at / width)),
  );
  const logitsOf = () => Promise.reject(new Error('This result has no logits.'));
  return {
    file,
    result: new Segmentation({ width, height, labels, labelMap, alignCorners: true, logitsOf }),
  };
}

function photoOf({ width, height, labelMap }: Segmentation): Promise<Uint8Array> {
  const data = Uint8Array.from(
    { length: width * height * 3 },
    (_, at) => 40 * labelMap[Math.floor(at / 3)] + at,
  );
  return encodePng({ width, height, data });
}

/** Every file of a folder with its content, but for what is kept for later runs. */
async function contentOf(folder: string): Promise<Map<string, string>> {
  const content = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !path.includes('.langseg-dataset'))
      content.set(relative(folder, path), (await readFile(path)).toString('latin1'));
  }
  return content;
}
