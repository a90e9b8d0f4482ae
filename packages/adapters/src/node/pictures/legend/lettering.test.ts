import { describe, expect, it } from 'vitest';
import { loadLettering } from './lettering.js';

const style = { size: 20, color: '#123456' };

describe('loadLettering', () => {
  it.each(['Grass, 12.3%', 'Straße, žluť', 'дерево', 'δέντρο', 'cây cối', '…'])(
    'draws %s as outlines of the packaged font',
    async (text) => {
      const lettering = await loadLettering([text]);
      const svg = lettering.draw(text, 10, 30, style);
      expect(svg).toMatch(
        /^<path transform="translate\(10 30\) scale\([\d.]+\)" fill="#123456" d="M[-MLQCZ\d .]+"\/>$/,
      );
    },
  );

  it('leaves whole texts with other characters to the fonts of the system', async () => {
    const lettering = await loadLettering(['犬 & <dog>', 'dog']);
    expect(lettering.draw('犬 & <dog>', 1, 2, style)).toMatch(/^<text .*>犬 &#38; &#60;dog&#62;<\/text>$/);
    expect(lettering.draw('dog', 1, 2, style)).toMatch(/^<path /);
  });

  it('measures in proportion to size and letters', async () => {
    const { measure } = await loadLettering(['iiii', 'WWWW', '犬犬']);
    expect(measure('WWWW', 20)).toBeCloseTo(2 * measure('WWWW', 10));
    expect(measure('WWWW', 20)).toBeGreaterThan(2 * measure('iiii', 20));
    expect(measure('犬犬', 20)).toBe(40);
    expect(measure('', 20)).toBe(0);
  });
});
