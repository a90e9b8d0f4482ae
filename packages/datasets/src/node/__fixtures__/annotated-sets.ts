import { join } from 'node:path';
import { encodePng } from '@langseg/adapter-node';
import { photo, write } from '@langseg/dataset-testing';
import { encode } from '@thi.ng/rle-pack';

/**
 * One small data set in each form of annotations, by layout, as the tools of others write it. Each has one photo of 24 × 18 named `a`
 * whose left half is a cat, its right half a dog but for the last row, which belongs to nothing.
 */
export const annotatedSets: Readonly<Record<string, (path: string) => Promise<void>>> = {
  async coco(path) {
    await write(join(path, 'train/a.jpg'), await photo(1));
    await write(join(path, 'train/_annotations.coco.json'), JSON.stringify(cocoAnnotations));
  },
  async 'coco-panoptic'(path) {
    await write(join(path, 'images/train/a.jpg'), await photo(1));
    const colors = [[7, 0, 0], [3, 2, 1], [0, 0, 0]];
    await write(join(path, 'annotations/panoptic_train/a.png'), await painted((x, y) => colors[y > 16 && x >= 12 ? 2 : x < 12 ? 0 : 1]));
    const content = {
      images: [{ id: 5, file_name: 'a.jpg', width: 24, height: 18 }],
      categories: [
        { id: 18, name: 'dog', isthing: 1 },
        { id: 17, name: 'cat', isthing: 1 },
      ],
      annotations: [
        {
          image_id: 5,
          file_name: 'a.png',
          segments_info: [
            { id: 7, category_id: 17 },
            { id: 3 + 2 * 256 + 65_536, category_id: 18 },
          ],
        },
      ],
    };
    await write(join(path, 'annotations/panoptic_train.json'), JSON.stringify(content));
  },
  async 'yolo-seg'(path) {
    await write(join(path, 'train/images/a.jpg'), await photo(1));
    await write(join(path, 'data.yaml'), 'train: ../train/images\nval: ../valid/images\nnc: 2\nnames: [cat, dog]\n');
    const lines = ['1 0.5 0 1 0 1 0.9444444 0.5 0.9444444', '0 0 0 0.5 0 0.5 1 0 1', ''];
    await write(join(path, 'train/labels/a.txt'), lines.join('\r\n'));
  },
  async cvat(path) {
    await write(join(path, 'a.jpg'), await photo(1));
    await write(join(path, 'annotations.xml'), cvatAnnotations);
  },
  async 'label-studio'(path) {
    await write(join(path, 'images/a.jpg'), await photo(1));
    await write(join(path, 'tasks.json'), JSON.stringify(labelStudioTasks));
  },
  async geojson(path) {
    await write(join(path, 'images/a.jpg'), await photo(1));
    await write(join(path, 'annotations/a.geojson'), JSON.stringify(geojsonFeatures));
  },
};

/** A mask of the dog below a polygon of the cat, though it comes later. */
export const cvatAnnotations = `<?xml version="1.0" encoding="utf-8"?>
<annotations><version>1.1</version><meta><task><labels><label><name>cat</name><attributes/></label><label><name>dog</name></label></labels></task></meta>
<image id="0" name="a.jpg" width="24" height="18">
<polygon label="cat" source="manual" occluded="0" points="0.00,0.00;12.00,0.00;12.00,18.00;0.00,18.00" z_order="1"></polygon>
<mask label="dog" source="semi-auto" occluded="0" rle="0, 374" left="2" top="0" width="22" height="17" z_order="0"></mask>
</image></annotations>`;

const size = { original_width: 24, original_height: 18, image_rotation: 0 };

/** What a person has drawn, next to what was predicted; the brush is packed by the library that Label Studio uses. */
export const labelStudioTasks = [
  {
    id: 1,
    data: { image: '/data/upload/3/0f3ab2c4-a.jpg' },
    predictions: [{ result: [{ ...size, type: 'polygonlabels', value: { points: [[0, 0], [9, 0], [9, 9]], polygonlabels: ['cat'] } }] }],
    annotations: [
      { was_cancelled: true, result: [] },
      {
        was_cancelled: false,
        result: [
          {
            ...size,
            type: 'brushlabels',
            value: { format: 'rle', rle: [...encode(brush((_x, y) => y < 17), 24 * 18 * 4)], brushlabels: ['dog'] },
          },
          { ...size, type: 'polygonlabels', value: { points: [[0, 0], [50, 0], [50, 100], [0, 100]], polygonlabels: ['cat'] } },
          { ...size, type: 'choices', value: { choices: ['good'] } },
        ],
      },
    ],
  },
];

/** A ring with a hole that another polygon fills, as QuPath has them. */
export const geojsonFeatures = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      id: 'x',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [[0, 0], [24, 0], [24, 17], [0, 17], [0, 0]],
          [[0, 0], [0, 17], [12, 17], [12, 0], [0, 0]],
        ],
      },
      properties: { objectType: 'annotation', classification: { name: 'dog', color: [1, 2, 3] } },
    },
    {
      type: 'Feature',
      geometry: { type: 'MultiPolygon', coordinates: [[[[0, 0], [12, 0], [12, 18], [0, 18], [0, 0]]]] },
      properties: { label: 'cat' },
    },
  ],
};

function painted(color: (x: number, y: number) => readonly number[]): Promise<Uint8Array> {
  const data = Uint8Array.from({ length: 24 * 18 * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return color(pixel % 24, Math.floor(pixel / 24))[at % 3];
  });
  return encodePng({ width: 24, height: 18, data });
}

/** Opacity of every pixel, four times. */
function brush(isSet: (x: number, y: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 24 * 18 * 4 }, (_, at) => {
    const pixel = Math.floor(at / 4);
    return isSet(pixel % 24, Math.floor(pixel / 24)) ? 255 : 0;
  });
}

/** A crowd as plain runs over everything but the last row, and a polygon over its left half; ids that are neither in order nor without gaps. */
export const cocoAnnotations = {
  images: [{ id: 70, file_name: 'a.jpg', width: 24, height: 18, license: null }],
  categories: [
    { id: 18, name: 'dog', supercategory: 'animal' },
    { id: 17, name: 'cat', supercategory: 'animal' },
  ],
  annotations: [
    { id: 9, image_id: 70, category_id: 17, iscrowd: 0, area: 216, segmentation: [[0, 0, 12, 0, 12, 18, 0, 18]] },
    {
      ...{ id: 3, image_id: 70, category_id: 18, iscrowd: 1, area: 408 },
      segmentation: { size: [18, 24], counts: [0, ...Array.from({ length: 24 }, () => [17, 1]).flat()] },
    },
  ],
};
