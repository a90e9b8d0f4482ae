import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { decodeMask, writeAtomically } from '@langseg/adapter-node';
import { resultFormats, type Segmenter } from '@langseg/core';
import { createSegmenter } from 'langseg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WorkFolder } from '../../__fixtures__/work-folder.js';
import { openLargeImage } from './open-large-image.js';
import { segmentLargeImage } from './segment-large-image.js';
import type { SegmentRun } from './segment-run.js';

const labels = ['grass', 'sky'];
const view = { windows: { size: 16, stride: 12 } };
let segmenter: Segmenter;

beforeAll(async () => {
  segmenter = await createSegmenter();
});
afterAll(() => segmenter.dispose());

/** A run that writes masks into a folder. */
function runIn(folder: WorkFolder, wishes: Partial<SegmentRun> = {}): SegmentRun {
  const mask = resultFormats.find(({ type }) => type === 'mask')!;
  return {
    io: { signal: undefined },
    options: { out: folder.path, format: ['mask'], set: [], overwrite: true },
    model: 'default',
    formats: [{ format: mask, config: { type: 'mask' } }],
    labels,
    view,
    segmenter,
    target: {
      isStdout: false,
      place: async (_: unknown, ending: string) => folder.at(`photo${ending}`),
      writeAt: writeAtomically,
    },
    onWarning: () => undefined,
    ...wishes,
  } as unknown as SegmentRun;
}

describe('a photo that is not held', () => {
  it('gets the mask of one that is', async () => {
    using folder = new WorkFolder();
    const path = await folder.photo('photo.png');
    const image = { name: path, path };
    const run = runIn(folder);
    const photo = (await openLargeImage(image, run, 100))!;
    const { result, files } = await segmentLargeImage(image, photo, run);
    const expected = await segmenter.segment(path, labels, { view });
    expect(files).toEqual([folder.at('photo.mask.png')]);
    expect((await decodeMask(readFileSync(files[0]))).labelMap).toEqual(expected.labelMap);
    expect(result).toEqual(expected.toJSON());
    expect(folder.files()).toEqual(['photo.mask.png', 'photo.png']);
  });

  it('is continued where it was interrupted, unless something else is asked for', async () => {
    using folder = new WorkFolder();
    const path = await folder.photo('photo.png');
    const image = { name: path, path };
    const controller = new AbortController();
    const { signal } = controller;
    const interrupted = runIn(folder, {
      io: { signal } as SegmentRun['io'],
      onRows: () => controller.abort(),
    });
    const photo = (await openLargeImage(image, interrupted, 100))!;
    await expect(segmentLargeImage(image, photo, interrupted)).rejects.toMatchObject({ code: 'ABORTED' });
    const partial = folder.at('photo.mask.png.partial');
    expect(existsSync(partial)).toBe(true);
    const kept = readFileSync(partial);

    const done: number[] = [];
    const again = runIn(folder, { onRows: (_, row) => void done.push(row) });
    const { warnings, files } = await segmentLargeImage(image, photo, again);
    expect(warnings).toEqual(['Continued at row 12 of 32.']);
    expect(done[0]).toBe(24);
    const expected = await segmenter.segment(path, labels, { view });
    expect((await decodeMask(readFileSync(files[0]))).labelMap).toEqual(expected.labelMap);

    writeFileSync(partial, kept);
    const others = runIn(folder, { labels: ['sky', 'grass'] });
    expect((await segmentLargeImage(image, photo, others)).warnings).toEqual([]);
  });

  it('is one that is large, seen in windows, and wanted as a mask alone', async () => {
    using folder = new WorkFolder();
    const path = await folder.photo('photo.png');
    const image = { name: path, path };
    const overlay = resultFormats.find(({ type }) => type === 'overlay')!;
    const run = runIn(folder);
    expect(await openLargeImage(image, run)).toBeUndefined();
    expect(await openLargeImage(image, { ...run, view: 'whole' }, 100)).toBeUndefined();
    expect(await openLargeImage(image, { ...run, view: undefined }, 100)).toBeUndefined();
    const formats = [...run.formats, { format: overlay, config: { type: 'overlay' } }];
    expect(await openLargeImage(image, { ...run, formats }, 100)).toBeUndefined();
    expect(await openLargeImage({ name: 'stdin' }, run, 100)).toBeUndefined();
  });
});
