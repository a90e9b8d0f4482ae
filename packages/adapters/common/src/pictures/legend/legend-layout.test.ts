import { describe, expect, it } from 'vitest';
import type { LegendEntry } from '@langseg/core';
import { layOutLegend, type LegendLayout } from './legend-layout.js';

/** Every character is half as wide as high. */
const measure = (text: string, size: number): number => 0.5 * size * text.length;

function legend(shares: readonly number[], label = (i: number) => `label ${i}`): LegendEntry[] {
  return shares.map((share, index) => ({
    index,
    share,
    pixels: share * 1000,
    label: label(index),
    color: [index, 0, 0],
  }));
}

function layOut(entries: readonly LegendEntry[], width: number, height: number): LegendLayout {
  const layout = layOutLegend(entries, { width, height }, measure);
  if (!layout) throw new Error('Expected a layout');
  return layout;
}

function labelsOf({ columns }: LegendLayout): string[] {
  return columns.flatMap(({ lines }) => lines.map(({ label }) => label));
}

const even = (count: number): number[] => Array.from({ length: count }, () => 1 / count);

describe('layOutLegend', () => {
  it('sorts by share and leaves out labels without pixels', () => {
    expect(labelsOf(layOut(legend([0.2, 0, 0.7, 0.1]), 640, 480))).toEqual(['label 2', 'label 0', 'label 3']);
    expect(layOutLegend(legend([0, 0]), { width: 640, height: 480 }, measure)).toBeUndefined();
  });

  it('lies below wide and square photos, with as few rows as possible', () => {
    for (const height of [480, 640]) {
      const layout = layOut(legend(even(3)), 640, height);
      expect(layout.placement).toBe('below');
      expect(layout.columns.map(({ lines }) => lines.length)).toEqual([1, 1, 1]);
      expect(layout.width).toBe(640);
    }
  });

  it('stands beside upright photos in one column', () => {
    const layout = layOut(legend(even(4)), 480, 640);
    expect([layout.placement, layout.height, layout.columns.length]).toEqual(['beside', 640, 1]);
  });

  it('grows with the photo, from 12 pixels', () => {
    const sizes = [1, 300, 640, 4000].map((side) => layOut(legend(even(3)), side, side).fontSize);
    expect(sizes).toEqual([12, 12, 17, 105]);
  });

  it.each([
    [640, 480],
    [480, 640],
    [4000, 3000],
    [1, 1],
    [2000, 10],
    [10, 2000],
  ])('keeps 200 labels for %i×%i inside the panel, and counts those it leaves out', (width, height) => {
    const entries = legend(even(200), (i) => `a label of some length ${i}`);
    const layout = layOut(entries, width, height);
    const last = layout.columns[layout.columns.length - 1];
    expect(last.left + last.width + 2 * layout.padding).toBeLessThanOrEqual(layout.width);
    expect(labelsOf(layout).length + layout.omitted).toBe(200);
    const rows = layout.columns[0].lines.length + Math.sign(layout.omitted);
    expect(rows * layout.rowHeight + 2 * layout.padding).toBeLessThanOrEqual(layout.height);
    expect(layout.height).toBeLessThanOrEqual(Math.max(height, 6 * layout.rowHeight + 2 * layout.padding));
  });

  it('takes a whole vocabulary', () => {
    const layout = layOut(legend(even(50_000)), 640, 480);
    expect(labelsOf(layout).length + layout.omitted).toBe(50_000);
  });

  it('shortens labels and print only when not all labels fit', () => {
    const long = (i: number): string => `a label of some length ${i}`;
    const [few, many] = [layOut(legend(even(4), long), 640, 480), layOut(legend(even(150), long), 640, 480)];
    expect(labelsOf(few)[0]).toBe('a label of some length 0');
    expect(labelsOf(many)[0]).toMatch(/^a label .*…$/);
    expect(many.fontSize).toBeLessThan(few.fontSize);
    expect(many.omitted).toBeGreaterThan(0);
  });
});
