import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSegmenter } from 'langseg';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { readProtocols } from './protocols.js';
import { cardOf, classTable, scoreTable } from './score-table.js';
import { scoreModel } from './score-model.js';

it('scores a model by protocols, a photo encoded once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'langseg-'));
  const segmenter = await createSegmenter();
  try {
    for (const name of ['images', 'masks']) mkdirSync(join(folder, 'tiny', name), { recursive: true });
    writeFileSync(join(folder, 'tiny/classes.json'), '["sky", "grass"]');
    writeFileSync(join(folder, 'tiny/val.txt'), 'a\n');
    const raw = { width: 60, height: 40, channels: 1 } as const;
    const isSky = (i: number) => i < 60 * 20;
    const mask = Uint8Array.from({ length: 2400 }, (_, i) => (i < 60 ? 255 : isSky(i) ? 0 : 1));
    await sharp(mask, { raw }).toColourspace('b-w').png().toFile(join(folder, 'tiny/masks/a.png'));
    const photo = Uint8Array.from(
      { length: 7200 },
      (_, i) => (isSky(i / 3) ? [120, 180, 240] : [60, 140, 40])[i % 3],
    );
    await sharp(photo, { raw: { ...raw, channels: 3 } })
      .png()
      .toFile(join(folder, 'tiny/images/a.png'));
    const written = [
      { name: 'named/tiny', dataset: 'tiny', prompts: ['sky', 'grass'], map: [0, 1] },
      { name: 'swapped/tiny', dataset: 'tiny', prompts: ['grass', 'sky'], map: [0, 1] },
    ];
    writeFileSync(join(folder, 'protocols.json'), JSON.stringify({ about: '', protocols: written }));

    let progress = [0, 0];
    const scores = await scoreModel(segmenter, folder, await readProtocols(folder), {
      longestSide: 60,
      onProgress: (...now) => (progress = now),
    });
    expect(progress).toEqual([1, 1]);
    const [named, swapped] = scores;
    expect(named.pixAcc).toBeGreaterThan(0.8);
    expect(named.pixAcc + swapped.pixAcc).toBeCloseTo(1);
    expect(named.classes.map(({ prompt }) => prompt)).toEqual(['sky', 'grass']);
    expect(scoreTable(scores)).toMatch(/\| named\/tiny \| [01]\.\d{3} \| [01]\.\d{3} \| 2 \|/);
    expect(scoreTable(scores)).toMatch(/\*\*mean swapped\*\*/);
    const other = { ...named, name: 'named/other', pixAcc: 0.12345, mIoU: 0.5 };
    const { scores: own, means } = cardOf([named, other, swapped]);
    expect(own['named/other']).toEqual({ rightPixels: 0.123, meanIoU: 0.5 });
    expect(Object.keys(means)).toEqual(['named']);
    expect(means.named.rightPixels).toBeCloseTo((named.pixAcc + 0.12345) / 2, 3);
    expect(classTable(scores)).toMatch(/^named\/tiny: (sky|grass) [01]\.\d\d, /);
  } finally {
    await segmenter.dispose();
    rmSync(folder, { recursive: true });
  }
});
