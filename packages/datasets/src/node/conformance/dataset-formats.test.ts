import { describe, expect, it } from 'vitest';
import type { DatasetFormatComponent } from '../../annotations/dataset-format.js';
import { datasetFormats } from '../../formats/dataset-formats.js';
import { layoutComponents } from '../layout-components.js';
import { datasetFormatChecks, testDatasetFormat, type DatasetFormatSetup } from './test-dataset-format.js';

const setups: Readonly<Record<string, Omit<DatasetFormatSetup, 'format' | 'layout'>>> = {
  coco: { exactOptions: { tolerance: 0 }, layoutOptions: (split) => ({ split }) },
  'coco-panoptic': { layoutOptions: (split) => ({ split }) },
  voc: { layoutOptions: (split) => ({ split }) },
  'yolo-seg': { exactOptions: { tolerance: 0 }, layoutOptions: (split) => ({ split }) },
  cvat: { layoutOptions: (split) => ({ split }) },
  'label-studio': { layoutOptions: (split) => ({ split }) },
  geojson: { exactOptions: { tolerance: 0 }, layoutOptions: (split) => ({ split }) },
};

describe('built-in formats pass', () => {
  for (const format of datasetFormats) {
    const layout = layoutComponents.find(({ type }) => type === format.layout);
    testDatasetFormat({ format, layout, ...setups[format.type] });
  }
  for (const [type, exactOptions] of [
    ['coco', { areas: 'rle' }],
    ['cvat', { areas: 'polygons', tolerance: 0 }],
    ['label-studio', { areas: 'polygons', tolerance: 0 }],
  ] as const) {
    const format = datasetFormats.find((each) => each.type === type)!;
    const layout = layoutComponents.find((each) => each.type === type);
    testDatasetFormat({ format, layout, exactOptions, layoutOptions: (split) => ({ split }) });
  }
});

describe('a format fails that', () => {
  const [coco] = datasetFormats;
  const setup = {
    layout: layoutComponents.find(({ type }) => type === 'coco'),
    ...setups.coco,
  };

  it.each<[string, Partial<DatasetFormatComponent>, RegExp]>([
    [
      'writes something else every time',
      { write: async (_set, _options, { write }) => write('x.json', `${Math.random()}`) },
      /the same files again/,
    ],
    [
      'writes what is no JSON',
      { write: async (_set, _options, { write }) => write('x.json', '{') },
      /no JSON/,
    ],
    [
      'writes outside of its folder',
      { write: async (_set, _options, { write }) => write('../x.txt', '') },
      /no JSON/,
    ],
    [
      'needs an area',
      {
        async write(set, options, context) {
          for await (const { areas } of set.photos())
            if (areas.length === 0) throw new Error('There is none.');
          await coco.write(set, options as never, context);
        },
      },
      /have no areas/,
    ],
    [
      'loses pixels',
      {
        write: (set, options, context) =>
          coco.write(set, { ...(options as { areas: 'rle' }), areas: 'polygons', tolerance: 2 }, context),
      },
      /without a difference/,
    ],
    [
      'loses photos',
      {
        write: (set, options, context) =>
          coco.write({ ...set, splits: set.splits.slice(0, 1) }, options as never, context),
      },
      /without a difference/,
    ],
    ['takes any option', { configSchema: coco.configSchema.loose() }, /refuses those/],
  ])('%s', async (_, change, title) => {
    const broken = { ...coco, ...change } as DatasetFormatComponent;
    const check = datasetFormatChecks({ format: broken, ...setup }).find((each) => title.test(each.title));
    await expect((async () => check!.run())()).rejects.toThrow();
  });
});
