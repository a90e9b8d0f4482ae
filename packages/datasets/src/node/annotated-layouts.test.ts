import { join } from 'node:path';
import { photo, temporaryFolder, write } from '@langseg/dataset-testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { annotatedSets, cocoAnnotations } from './__fixtures__/annotated-sets.js';
import type { DatasetConfig } from './dataset-config.js';
import { openDataset } from './open-dataset.js';

let root: string;

beforeAll(async () => {
  root = await temporaryFolder();
  for (const [type, make] of Object.entries(annotatedSets)) await make(join(root, type));
});

const open = (config: object, path?: string) =>
  openDataset({ path: path ?? join(root, (config as { type: string }).type), ...config } as DatasetConfig);

describe('annotations of other tools', () => {
  it.each(Object.keys(annotatedSets))(
    '%s: areas have their classes, the rest is ignored or background',
    async (type) => {
      for (const background of [undefined, 'street']) {
        const set = await open({ type, ...(background && { background }) });
        expect(set.ids).toEqual(['a']);
        const { mask } = await set.read('a');
        const names = [mask.data[0], mask.data[23], mask.data[17 * 24 + 23]].map(
          (value) => set.classes[value],
        );
        expect(names).toEqual(['cat', 'dog', background]);
      }
    },
  );
});

describe('annotations of COCO', () => {
  const type = 'coco';
  const file = 'annotations/instances_val.json';

  /** A data set whose annotations are these, changed. */
  async function changed(change: (content: typeof cocoAnnotations) => unknown): Promise<string> {
    const path = await temporaryFolder();
    await write(join(path, 'images/a.jpg'), await photo(1));
    const content = change(structuredClone(cocoAnnotations));
    await write(join(path, file), typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }

  it.each<[string, (content: typeof cocoAnnotations) => unknown, RegExp]>([
    ['something else', () => [], /must be annotations of COCO/],
    ['no JSON', () => '{', /no JSON/],
    [
      'a category that is not listed',
      (content) => ({ ...content, categories: content.categories.slice(1) }),
      /category 18/,
    ],
    [
      'a photo that lies elsewhere',
      (content) => ({ ...content, images: [{ ...content.images[0], file_name: '../../etc/a.jpg' }] }),
      /outside of/,
    ],
    [
      'boxes alone',
      (content) => ({
        ...content,
        annotations: content.annotations.map(({ segmentation: _, ...others }) => others),
      }),
      /boxes, but no areas/,
    ],
  ])('are refused with %s', async (_, change, message) => {
    const path = await changed(change);
    const opening = open({ type, split: 'val' }, path);
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toMatchObject({
      code: expect.stringMatching(/CONFIG_INVALID|FILE_CORRUPT/),
    });
  });

  it.each<[string, unknown, string, RegExp]>([
    ['runs of another photo', { size: [5, 5], counts: [25] }, 'FILE_CORRUPT', /doesn't fit/],
    ['runs that are too short', { size: [18, 24], counts: '04' }, 'FILE_CORRUPT', /add up/],
    ['a point far outside', [[0, 0, 1e9, 0, 3, 3]], 'FILE_CORRUPT', /inside of its picture/],
    ['half a point', [[0, 0, 1, 1, 3]], 'FILE_CORRUPT', /pairs of coordinates/],
  ])('are refused when they are drawn, with %s', async (_, segmentation, code, message) => {
    const path = await changed((content) => ({
      ...content,
      annotations: [{ ...content.annotations[0], segmentation }],
    }));
    const set = await open({ type, split: 'val' }, path);
    const reading = set.read('a');
    await expect(reading).rejects.toMatchObject({ code });
    await expect(reading).rejects.toThrow(message);
  });

  it('of another size than the photo are refused', async () => {
    const path = await changed((content) => ({
      ...content,
      images: [{ ...content.images[0], width: 48, height: 36 }],
    }));
    const set = await open({ type, split: 'val' }, path);
    await expect(set.read('a')).rejects.toMatchObject({ code: 'SHAPE_MISMATCH' });
  });

  it('that are nowhere are missed, with the places that were looked at', async () => {
    await expect(open({ type, split: 'nope' }, root)).rejects.toThrow(
      /looked for annotations\/instances_nope\.json/,
    );
  });
});
