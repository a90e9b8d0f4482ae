import { describe, expect, it } from 'vitest';
import { parseBundleConfig } from '../bundle/bundle-config.js';
import { parseView } from './view-options.js';

describe('parseView', () => {
  it.each([
    'whole',
    {},
    { windows: { size: 480, stride: 320, longSide: 520, edge: 'pad' }, scales: [0.5, 1.75], flip: true },
    { windows: { size: 336, stride: 336 }, fuse: 'mean-softmax', alignCorners: true },
  ])('takes %j', (view) => expect(parseView(view)).toEqual(view));

  it.each([
    ['window', 'whole'],
    [{ windows: { size: 10, stride: 0 } }, 'windows.stride'],
    [{ windows: { size: 10, stride: 11 } }, 'stride must not be larger than size'],
    [{ windows: { size: -1, stride: 1 } }, 'windows.size'],
    [{ windows: { size: 1.5, stride: 1 } }, 'windows.size'],
    [{ windows: { size: 10, stride: 5, shortSide: 20, longSide: 30 } }, 'not both'],
    [{ scales: [] }, 'scales'],
    [{ scales: [-1] }, 'scales[0]'],
    [{ scales: [NaN] }, 'scales[0]'],
    [{ fuse: 'max' }, 'fuse'],
    [{ window: { size: 10, stride: 5 } }, 'window'],
    [null, 'object'],
  ])('refuses %j, naming %s', (view, text) => {
    expect(() => parseView(view)).toThrow(expect.objectContaining({ code: 'USAGE' }));
    expect(() => parseView(view)).toThrow(text);
  });
});

describe('the view of a bundle', () => {
  const config = { formatVersion: 1, name: 'a', pipeline: {}, files: {} };

  it('is optional, and checked', () => {
    expect(parseBundleConfig(config).view).toBeUndefined();
    expect(parseBundleConfig({ ...config, view: { flip: true } }).view).toEqual({ flip: true });
    expect(() => parseBundleConfig({ ...config, view: { windows: { size: 3, stride: 4 } } })).toThrow(
      'view.windows.stride',
    );
  });
});
