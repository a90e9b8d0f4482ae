import { describe, expect, it } from 'vitest';
import { offeredLabels } from '../../data/labels/offered-labels.js';
import { assessLabels, type CheckedDataset } from './assess-labels.js';

function checked(
  purpose: 'train' | 'validation',
  pixels: Readonly<Record<string, number>>,
  ignored = 0,
  options = {},
): CheckedDataset {
  const classes = Object.keys(pixels);
  return {
    purpose,
    offered: offeredLabels({ classes, ignoreValue: 255 }, options),
    report: {
      name: purpose === 'train' ? 'farm' : 'held-out',
      samples: 3,
      good: 3,
      problems: [],
      classes: classes.map((name) => ({ name, pixels: pixels[name] })),
      ignoredPixels: ignored,
      ignoreValue: 255,
      ignoreValuePixels: ignored,
      notes: [],
    },
  };
}

const good = checked('train', { grass: 60, cow: 40 });

describe('assessLabels', () => {
  it('is silent where every class occurs', () => {
    expect(assessLabels([good, checked('validation', { grass: 1, cow: 1 }, 50)])).toEqual([]);
  });

  it('refuses masks of 0 and 255 that mean two classes', () => {
    expect(() => assessLabels([checked('train', { grass: 91, cow: 0 }, 9)])).toThrow(
      expect.objectContaining({
        code: 'LABELS_INVALID',
        message:
          'The training data show only "grass", so there is nothing to tell it apart from. No mask shows "cow": farm contains ' +
          '0 ("grass") 91.0 %, 255 (ignored) 9.0 %. If 255, which is ignored, means "cow", say so in the data set: ' +
          '"values": { "255": "cow" }.',
      }),
    );
  });

  it.each(['train', 'validation'] as const)('refuses a set to %s in which all is ignored', (purpose) => {
    expect(() => assessLabels([good, checked(purpose, { grass: 0, cow: 0 }, 9)])).toThrow(
      /Every pixel of the 3 masks of .* is ignored\. They contain: 255 \(ignored\) 100\.0 %/,
    );
    const options = { ignore: ['grass'] };
    expect(() => assessLabels([good, checked(purpose, { grass: 9, cow: 0 }, 0, options)])).toThrow(
      /They contain: 0 \("grass"\) 100\.0 %\. Check the list of classes and data\.labels\.ignore/,
    );
  });

  it('warns of classes that occur nowhere', () => {
    expect(assessLabels([checked('train', { grass: 5, cow: 5, horse: 0, pig: 0 }, 3)])).toEqual([
      'The masks of farm show 2 of 4 classes; the others are not learned from them. Missing: "horse", "pig". ' +
        'If 255, which is ignored, means one of them, say so in the data set: "values": { "255": "…" }.',
    ]);
    expect(assessLabels([good, checked('validation', { grass: 5, cow: 0 })])).toEqual([
      'The validation set held-out shows 1 of 2 classes; its mIoU rests on these alone. Missing: "cow". ' +
        'Every labelled pixel is "grass".',
    ]);
  });

  it('lets data sets complete each other', () => {
    const other = checked('train', { grass: 0, cow: 9 });
    expect(assessLabels([checked('train', { grass: 9, cow: 0 }), other])).toHaveLength(2);
  });
});
