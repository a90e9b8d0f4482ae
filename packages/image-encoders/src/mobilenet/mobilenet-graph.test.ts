import { describe, expect, it } from 'vitest';
import { invertedResiduals } from './inverted-residuals.js';
import { mobilenetGraph } from './mobilenet-graph.js';

describe('invertedResiduals', () => {
  it('are the 17 blocks of MobileNetV2, stopping at stride 16', () => {
    expect(invertedResiduals).toHaveLength(17);
    expect(invertedResiduals.filter(({ residual }) => residual)).toHaveLength(10);
    expect(2 * invertedResiduals.reduce((stride, block) => stride * block.stride, 1)).toBe(16);
    expect(invertedResiduals.map(({ dilation }) => dilation).lastIndexOf(1)).toBe(13);
  });
});

describe('mobilenetGraph', () => {
  it('names missing weights', () => {
    expect(() => mobilenetGraph(new Map(), { embeddingDim: 100 })).toThrow('backbone.000.weight');
  });
});
