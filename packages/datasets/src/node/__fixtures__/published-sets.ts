import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePng } from '@langseg/adapter-node';
import { mask, photo, write } from '@langseg/dataset-testing';
import sharp from 'sharp';
import { labelMapFile } from './label-map-file.js';

const [width, height] = [24, 18];

/** A mask whose left half has the first value, its right half the second. */
export const halves =
  (left: number, right: number) =>
  (x: number): number =>
    x < width / 2 ? left : right;

/** A coloured mask in two halves. */
function colors(left: readonly number[], right: readonly number[]): Promise<Uint8Array> {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const x = Math.floor(i / 3) % width;
    return (x < width / 2 ? left : right)[i % 3];
  });
  return encodePng({ width, height, data });
}

/** A TIFF of 16 bits in two halves. */
async function tiff(left: number, right: number): Promise<Uint8Array> {
  const data = Uint16Array.from({ length: width * height }, (_, i) => halves(left, right)(i % width));
  return sharp(data, { raw: { width, height, channels: 1 } })
    .toColourspace('grey16')
    .tiff({ compression: 'lzw' })
    .toBuffer();
}

/** A pickle, protocol 0, of lists of texts by number. */
const pickled = (lists: Readonly<Record<number, readonly string[]>>): string =>
  `(dp0\n${Object.entries(lists)
    .map(([number, texts]) => `I${number}\n(lp\n${texts.map((text) => `V${text}\na`).join('')}s`)
    .join('')}.`.replaceAll('(lp\n', '(l');

/** One small data set in each published layout, by type; each has one photo named `a` that shows two classes. */
export const publishedSets: Readonly<Record<string, (path: string) => Promise<void>>> = {
  async 'split-folders'(path) {
    await write(join(path, 'img_dir/val/a.png'), await photo(1));
    await write(join(path, 'ann_dir/val/a.png'), await mask(halves(0, 2)));
    await write(join(path, 'classes.json'), '["sky", "dog", "cat"]');
  },
  async cityscapes(path) {
    const at = (kind: string, ending: string) => join(path, kind, 'val/ulm', `ulm_000000_${ending}`);
    await write(at('leftImg8bit', 'leftImg8bit.png'), await photo(1));
    await write(at('gtFine', 'gtFine_labelIds.png'), await mask(halves(4, 26), width, height, 34));
    await write(at('gtFine', 'gtFine_color.png'), await photo(2));
    await write(at('gtFine', 'gtFine_polygons.json'), '{}');
  },
  async camvid(path) {
    await write(join(path, '701_StillsRaw_full/a.png'), await photo(1));
    await write(join(path, 'LabeledApproved_full/a_L.png'), await colors([0, 0, 0], [64, 128, 64]));
    await write(join(path, 'label_colors.txt'), '0 0 0\tVoid\n192 0 128\tArchway\n64 128 64\t\tAnimal\n');
  },
  async 'pascal-context'(path) {
    await write(join(path, 'JPEGImages/a.jpg'), await photo(1));
    await write(join(path, 'SegmentationClassContext/a.png'), await mask(halves(0, 59), width, height, 60));
    await write(join(path, 'ImageSets/SegmentationContext/val.txt'), 'a\n');
    await write(join(path, 'trainval/a.mat'), labelMapFile(width, height, halves(0, 459)));
    await write(
      join(path, 'labels.txt'),
      `0: empty\n${Array.from({ length: 459 }, (_, index) => `${index + 1}: thing ${index + 1}`).join('\n')}`,
    );
  },
  async 'ade20k-full'(path) {
    const folder = join(path, 'images/ADE/validation/urban/street');
    await write(join(folder, 'a.jpg'), await photo(1));
    // 2978 is wall: red ⌊112 / 10⌋ = 11, green 2978 − 11 × 256 = 162.
    await write(join(folder, 'a_seg.png'), await colors([112, 162, 9], [0, 0, 0]));
    await write(join(folder, 'a/instance_000_a.png'), await photo(2));
  },
  async 'pascal-5i'(path) {
    await write(join(path, 'VOC2012/JPEGImages/a.jpg'), await photo(1));
    await write(join(path, 'VOC2012/SegmentationClassAug/a.png'), await mask(halves(255, 7)));
    for (const fold of [0, 1, 2, 3])
      await write(join(path, `splits/pascal/val/fold${fold}.txt`), fold === 1 ? 'a__07\na__08\n' : 'a__01\n');
  },
  async 'coco-20i'(path) {
    await write(join(path, 'COCO2014/val2014/a.jpg'), await photo(1));
    await write(join(path, 'COCO2014/annotations/val2014/a.png'), await mask(halves(0, 6), width, height, 81));
    for (const fold of [0, 1, 2, 3])
      await write(
        join(path, `splits/coco/val/fold${fold}.pkl`),
        pickled({ 0: [], [fold + 4]: ['val2014/a.jpg'] }),
      );
  },
  async 'fss-1000'(path) {
    await write(join(path, 'splits/fss/test.txt'), 'zebra\nabacus\n');
    await mkdir(join(path, 'FSS-1000/other'), { recursive: true });
    await write(join(path, 'FSS-1000/other/1.jpg'), await photo(3));
    for (const name of ['abacus', 'zebra']) {
      await write(join(path, `FSS-1000/${name}/1.jpg`), await photo(1));
      await write(join(path, `FSS-1000/${name}/1.png`), await colors([120, 120, 120], [250, 250, 250]));
    }
  },
};

/** PASCAL-Context and the full ADE20K as detectron2's scripts convert them. */
export async function convertedSets(path: string): Promise<void> {
  const context = join(path, 'pascal-context');
  await write(join(context, 'JPEGImages/a.jpg'), await photo(1));
  await write(join(context, 'annotations_detectron2/pc59_val/a.png'), await mask(halves(255, 58), width, height, 60));
  await write(join(context, 'annotations_detectron2/pc459_val/a.tif'), await tiff(459, 458));
  await write(join(context, 'pascalcontext_val.txt'), 'a\n');
  await write(
    join(context, 'labels.txt'),
    Array.from({ length: 459 }, (_, index) => `${index + 1}: thing ${index + 1}`).join('\n'),
  );
  const ade = join(path, 'ade20k-full');
  await write(join(ade, 'images_detectron2/validation/a.jpg'), await photo(1));
  await write(join(ade, 'annotations_detectron2/validation/a.tif'), await tiff(65_535, 846));
}
