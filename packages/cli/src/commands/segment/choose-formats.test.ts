import { createRegistry, defineFormat, resultFormats } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { chooseFormats } from './choose-formats.js';
import { resultPictures } from './result-pictures.js';

const theirs = defineFormat({
  specVersion: 1,
  type: 'theirs',
  description: 'another JSON',
  endings: { '.json': 'application/json' },
  configSchema: z.strictObject({ alpha: z.number().default(1), name: z.string().default('') }),
  async *encode() {
    yield { bytes: new Uint8Array(1) };
  },
});
const registry = createRegistry([...resultFormats, theirs]);
const configs = (format: string[], set: string[] = [], alpha?: number): unknown =>
  chooseFormats({ format, set, alpha }, registry).map(({ config }) => config);

describe('formats of the command line', () => {
  it('take --alpha where they have one, and any option by --set', () => {
    expect(
      configs(['overlay', 'mask', 'theirs'], ['theirs.name=a.b=c', 'overlay.legend=false'], 0.2),
    ).toEqual([
      { type: 'overlay', alpha: 0.2, legend: false },
      { type: 'mask' },
      { type: 'theirs', alpha: 0.2, name: 'a.b=c' },
    ]);
    expect(configs(['overlay'], ['overlay.alpha=0.3'], 0.2)).toEqual([{ type: 'overlay', alpha: 0.3 }]);
  });

  it.each([
    [['bmp'], [], /some of overlay, mask, masks, heatmaps, json, rle, areas, theirs/],
    [['mask'], ['alpha=1'], /sets nothing/],
    [['overlay'], ['overlay.alpha=loud'], /alpha/],
    [['json', 'theirs'], [], /end in \.json/],
  ])('%j with %j are wrong usage', (format, set, message) => {
    expect(() => configs(format, set)).toThrow(expect.objectContaining({ code: 'USAGE' }));
    expect(() => configs(format, set)).toThrow(message);
  });
});

it('pictures of an earlier run are known by their names', () => {
  const isResult = resultPictures(registry);
  expect(['a.mask.png', 'A.OVERLAY.PNG', 'a.heatmap.sky.png'].map(isResult)).toEqual([true, true, true]);
  expect(['a.png', 'mask.png', 'a.heatmap.png', 'a.json', 'xoverlay.png'].map(isResult)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});
