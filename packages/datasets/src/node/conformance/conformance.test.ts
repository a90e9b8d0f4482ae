import { join } from 'node:path';
import { folderSet, mask, photo, temporaryFolder, write } from '@langseg/dataset-testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { annotatedSets } from '../__fixtures__/annotated-sets.js';
import { publishedSets } from '../__fixtures__/published-sets.js';
import type { LayoutComponent } from '../../layout/layout-component.js';
import { layoutComponents } from '../layout-components.js';
import type { Check } from './component-checks.js';
import { layoutChecks, testLayout } from './test-layout.js';

describe('built-in layouts pass', () => {
  let root: string;
  beforeAll(async () => {
    root = await temporaryFolder();
    await folderSet(join(root, 'folder'), ['sky', 'cat', 'dog'], 2);
    for (const [images, masks, ending] of [
      ['ade20k/images/training', 'ade20k/annotations/training', '.png'],
      ['voc/JPEGImages', 'voc/SegmentationClass', '.png'],
      ['coco-stuff/images/val', 'coco-stuff/annotations/val', '_labelTrainIds.png'],
    ]) {
      await write(join(root, images, 'a.png'), await photo(1));
      await write(join(root, masks, `a${ending}`), await mask((x) => (x > 3 ? 1 : 255)));
    }
    await write(join(root, 'photos/inside/a.png'), await photo(1));
    await write(join(root, 'photos/notes.txt'), 'no photo');
    await write(join(root, 'voc/ImageSets/Segmentation/val.txt'), 'a\n');
    await write(join(root, 'coco-stuff/labels.txt'), '1: person\n2: bicycle\n');
    for (const [type, make] of Object.entries({ ...publishedSets, ...annotatedSets }))
      await make(join(root, type));
  });
  const splits: Readonly<Record<string, string>> = {
    ade20k: 'training',
    voc: 'val',
    'coco-stuff': 'val',
    'split-folders': 'val',
    'ade20k-full': 'validation',
    'pascal-context': 'val',
    cityscapes: 'val',
  };
  for (const component of layoutComponents) {
    const { type } = component;
    testLayout({
      component,
      options: type in splits ? { split: splits[type] } : {},
      path: () => join(root, type),
    });
  }

  it.each<[string, (layout: Awaited<ReturnType<LayoutComponent['open']>>) => object, string]>([
    ['ignores a class', () => ({ ignoreValue: 1 }), 'has a name, classes, and a value for what is ignored'],
    [
      'knows too few classes',
      () => ({ classes: ['sky'] }),
      'leads to photos and masks that fit each other and hold no other values',
    ],
    [
      'names a sample twice',
      () => ({
        files: ['a', 'a'].map((id) => ({
          id,
          image: join(root, 'folder/images/0.png'),
          mask: join(root, 'folder/masks/0.png'),
        })),
      }),
      'gives each sample one name, always in the same order',
    ],
    [
      'finds what is not there',
      () => ({ imageFolder: join(root, 'folder/images'), maskFolder: join(root, 'folder/masks') }),
      'says NOT_FOUND where there is no data set',
    ],
  ])('a layout fails that %s', async (_, change, title) => {
    const [folder] = layoutComponents;
    const good = await folder.open({ path: join(root, 'folder') });
    const broken: LayoutComponent = { ...folder, open: async () => ({ ...good, ...change(good) }) };
    await expectFailure(layoutChecks({ component: broken, path: () => join(root, 'folder') }), title);
  });
});

/** Expects this one of the checks to fail. */
async function expectFailure(checks: readonly Check[], title: string): Promise<void> {
  const check = checks.find((candidate) => candidate.title === title);
  if (!check) throw new Error(`There is no check "${title}".`);
  await expect((async () => check.run())()).rejects.toThrow();
}
