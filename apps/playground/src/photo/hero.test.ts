import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { heroOf } from '../../build/hero-of.js';
import { hero } from './hero.js';

it('is what the default model paints on the first sample; `build/make-hero.ts` makes it anew', async () => {
  const painted = await heroOf();
  painted.shares.forEach((share, index) => expect(hero.shares[index]).toBeCloseTo(share, 2));
  painted.names.forEach(({ x, y }, index) => {
    expect(hero.names[index].x).toBeCloseTo(x, 1);
    expect(hero.names[index].y).toBeCloseTo(y, 1);
  });
  const { data, info } = await sharp(fileURLToPath(hero.mask))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([painted.width, painted.height]);
  let different = 0;
  for (let i = 0; i < data.length; i += 4)
    if ([0, 1, 2].some((channel) => Math.abs(data[i + channel] - painted.layer[i + channel]) > 8))
      different++;
  expect(different / (data.length / 4)).toBeLessThan(0.01);
});
