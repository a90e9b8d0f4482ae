import { join } from 'node:path';
import { encodePng } from '@langseg/adapter-node';
import { mask, photo, temporaryFolder, write } from '@langseg/dataset-testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { decode } from '@thi.ng/rle-pack';
import { packBrush } from '../drawn/brush.js';
import {
  annotatedSets,
  cocoAnnotations,
  cvatAnnotations,
  geojsonFeatures,
  labelStudioTasks,
} from './__fixtures__/annotated-sets.js';
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

describe('damaged annotations', () => {
  const tasks = JSON.stringify(labelStudioTasks);
  const features = JSON.stringify(geojsonFeatures);
  const panoptic = {
    images: [],
    categories: [{ id: 1, name: 'cat' }],
    annotations: [{ image_id: 9, file_name: 'a.png', segments_info: [] }],
  };

  it.each<[type: string, file: string, content: string, message: RegExp]>([
    ['cvat', 'annotations.xml', cvatAnnotations.slice(0, 300), /no XML of annotations/],
    [
      'cvat',
      'annotations.xml',
      `<!DOCTYPE a [<!ENTITY b "cat">]>${cvatAnnotations.slice(39).replace('"cat"', '"&b;"')}`,
      /no XML of annotations/,
    ],
    ['cvat', 'annotations.xml', '<a>'.repeat(60), /too deep/],
    [
      'cvat',
      'annotations.xml',
      cvatAnnotations.replace('width="24"', 'width="0"'),
      /without name, width or height/,
    ],
    ['cvat', 'annotations.xml', cvatAnnotations.replace('name="a.jpg"', 'name="/etc/a.jpg"'), /outside of/],
    ['cvat', 'annotations.xml', cvatAnnotations.replaceAll(/polygon|mask/g, 'box'), /boxes, but no areas/],
    ['cvat', 'annotations.xml', cvatAnnotations.replace('0, 374', '0, 375'), /must fill its box/],
    ['cvat', 'annotations.xml', cvatAnnotations.replace('left="2"', 'left="3"'), /must fill its box/],
    ['cvat', 'annotations.xml', cvatAnnotations.replace('12.00,0.00;', '12.00;'), /pairs of coordinates/],
    ['label-studio', 'tasks.json', '{}', /must be Label Studio's tasks/],
    [
      'label-studio',
      'tasks.json',
      tasks.replace('-a.jpg', '-b.jpg'),
      /b\.jpg, which is not among its photos/,
    ],
    [
      'label-studio',
      'tasks.json',
      tasks.replaceAll('original_width":24', 'original_width":240'),
      /same size/,
    ],
    ['label-studio', 'tasks.json', tasks.replace('"rle":[0,', '"rle":[1,'), /four packed values/],
    [
      'label-studio',
      'tasks.json',
      tasks.replace(/"rle":\[[^\]]*\]/, '"rle":[0,0,6,192,57,27]'),
      /four packed values/,
    ],
    ['label-studio', 'label_config.xml', '<View><BrushLabels>', /no XML/],
    ['geojson', 'annotations/a.geojson', features.replace('"label":"cat"', '"x":1'), /without a class/],
    ['geojson', 'annotations/b.geojson', features, /no photo of its name/],
    [
      'geojson',
      'annotations/a.geojson',
      features.replace('"Polygon"', '"Point"'),
      /FeatureCollection of polygons/,
    ],
    ['yolo-seg', 'data.yaml', 'train: [', /must be YAML/],
    ['yolo-seg', 'data.yaml', 'train: train/images\nnames: {0: cat, 2: dog}', /gaps/],
    ['yolo-seg', 'data.yaml', 'train: ../../../../etc\nnames: [cat]', /not in/],
    ['yolo-seg', 'data.yaml', 'val: train/images\nnames: [cat, dog]', /no photos for the split "train"/],
    ['yolo-seg', 'train/labels/a.txt', '0 0.5 0.5 1 1', /boxes/],
    ['yolo-seg', 'train/labels/a.txt', '2 0 0 1 0 1 1', /class number and a polygon/],
    ['yolo-seg', 'train/labels/a.txt', '0 0 0 1 0 1 x', /class number and a polygon/],
    [
      'coco-panoptic',
      'annotations/panoptic_train.json',
      JSON.stringify(panoptic),
      /photo 9, which it doesn't list/,
    ],
  ])('%s with a bad %s: %.40s', async (type, file, content, message) => {
    const path = await temporaryFolder();
    await annotatedSets[type](path);
    await write(join(path, file), content);
    const reading = open({ type }, path).then((set) => set.read('a'));
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toMatchObject({
      code: expect.stringMatching(/CONFIG_INVALID|FILE_CORRUPT|SHAPE_MISMATCH|NOT_FOUND/),
    });
  });

  it('no file of YOLO for a photo means that it shows nothing', async () => {
    const path = await temporaryFolder();
    await annotatedSets['yolo-seg'](path);
    await write(join(path, 'train/images/b.jpg'), await photo(1));
    const set = await open({ type: 'yolo-seg', background: 'street' }, path);
    expect(new Set((await set.read('b')).mask.data)).toEqual(new Set([0]));
  });
});

describe("CVAT's masks of PASCAL VOC", () => {
  it('are read by the colours of the label map', async () => {
    const path = await temporaryFolder();
    await write(
      join(path, 'labelmap.txt'),
      '# label:color_rgb:parts:actions\nbackground:0,0,0::\ncat:10,20,30::\n',
    );
    await write(join(path, 'ImageSets/Segmentation/train.txt'), 'a b\n');
    await write(join(path, 'JPEGImages/a b.png'), await photo(1));
    await write(join(path, 'SegmentationClass/a b.png'), await photoOfColor([10, 20, 30]));
    const set = await open({ type: 'voc', split: 'train' }, path);
    expect(set.classes).toEqual(['background', 'cat']);
    expect(new Set((await set.read('a b')).mask.data)).toEqual(new Set([1]));
    await write(join(path, 'labelmap.txt'), 'cat:10,20::\n');
    await expect(open({ type: 'voc', split: 'train' }, path)).rejects.toThrow(/such as "car:128,0,0::"/);
    // Without a label map, the classes are those of PASCAL VOC, and values are indices.
    const plain = await temporaryFolder();
    await write(join(plain, 'ImageSets/Segmentation/train.txt'), 'a\n');
    await write(join(plain, 'JPEGImages/a.png'), await photo(1));
    await write(join(plain, 'SegmentationClass/a.png'), await mask(() => 15));
    const voc = await open({ type: 'voc', split: 'train' }, plain);
    expect(voc.classes[(await voc.read('a')).mask.data[0]]).toBe('person');
  });
});

describe('brushes of Label Studio', () => {
  it.each([[[0, 5]], [[7]], [[3, 1, 2, 6]], [[100_000, 40_000, 17, 1, 5000]]])(
    '%j are unpacked by its library',
    (runs) => {
      const expected = runs.flatMap((run, index) =>
        new Array<number>(4 * run).fill(index % 2 === 1 ? 255 : 0),
      );
      expect(Buffer.from(decode(packBrush(runs))).equals(Buffer.from(expected))).toBe(true);
    },
  );
});

function photoOfColor(color: readonly number[]): Promise<Uint8Array> {
  return encodePng({
    width: 24,
    height: 18,
    data: Uint8Array.from({ length: 24 * 18 * 3 }, (_, at) => color[at % 3]),
  });
}
