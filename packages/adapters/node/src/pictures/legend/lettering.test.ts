import { describe, expect, it } from 'vitest';
import { loadLettering } from './lettering.js';

const size = 20;

async function paint(text: string, width = 400): Promise<Uint8Array> {
  const lettering = await loadLettering([text]);
  const canvas = { width, height: 40, data: new Uint8Array(width * 40 * 3).fill(255) };
  await lettering.paint(canvas, text, { left: 10, middle: 20, size, color: [0, 0, 0] });
  return canvas.data;
}

/** How many pixels of ink there are, in parts of a whole pixel. */
function inkOf(data: Uint8Array): number {
  return data.reduce((sum, value) => sum + (255 - value) / 255 / 3, 0);
}

describe('loadLettering', () => {
  it.each(['Grass, 12.3%', 'Straße, žluť', 'дерево', 'δέντρο', 'cây cối'])(
    'paints %s as outlines of the packaged font',
    async (text) => {
      const letters = await Promise.all([...text].map((letter) => paint(letter)));
      const apart = letters.reduce((sum, data) => sum + inkOf(data), 0);
      expect(apart).toBeGreaterThan(10 * text.replace(/\W/gu, '').length);
      expect(inkOf(await paint(text)) / apart).toBeCloseTo(1, 1);
    },
  );

  it('is black inside a stroke, white outside, and between the two at its edges', async () => {
    const data = await paint('I');
    const row = Array.from(data.filter((_, i) => i % 3 === 0)).slice(20 * 400, 20 * 400 + 25);
    expect(Math.min(...row)).toBe(0);
    expect(row.filter((value) => value < 255).length).toBeLessThanOrEqual(4);
    expect(row[5]).toBe(255);
    expect(row[20]).toBe(255);
  });

  it('leaves whole texts with other characters to the fonts of the system', async () => {
    const lettering = await loadLettering(['犬 & <dog>', 'dog']);
    const canvas = { width: 200, height: 40, data: new Uint8Array(200 * 40 * 3).fill(255) };
    await expect(
      lettering.paint(canvas, '犬 & <dog>', { left: 1, middle: 20, size, color: [0, 0, 0] }),
    ).resolves.toBeUndefined();
  });

  it('leaves out what lies outside the canvas', async () => {
    const [cut, whole] = [await paint('WWWWWW', 50), await paint('WWWWWW')];
    const column = (data: Uint8Array, width: number, x: number): number[] =>
      Array.from({ length: 40 }, (_, y) => data[(y * width + x) * 3]);
    for (const x of [0, 12, 30, 49]) expect(column(cut, 50, x)).toEqual(column(whole, 400, x));
  });

  it('measures in proportion to size and letters', async () => {
    const { measure } = await loadLettering(['iiii', 'WWWW', '犬犬']);
    expect(measure('WWWW', 20)).toBeCloseTo(2 * measure('WWWW', 10));
    expect(measure('WWWW', 20)).toBeGreaterThan(2 * measure('iiii', 20));
    expect(measure('犬犬', 20)).toBe(40);
    expect(measure('', 20)).toBe(0);
  });
});
