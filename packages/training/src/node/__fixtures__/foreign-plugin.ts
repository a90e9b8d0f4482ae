import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { definePlugin } from '@langseg/core';
import { defineLayout } from '@langseg/datasets';
import * as z from 'zod';
import { defineAugmentation } from '../../augmentation/augmentation-component.js';
import { defineOptimizer } from '../../update/optimizers/optimizer-component.js';
import { defineSchedule } from '../../update/schedules/schedule-component.js';

/** Momentum of which little more than the sign counts. */
const signed = defineOptimizer({
  type: 'signed',
  configSchema: z.strictObject({ share: z.number().gt(0).max(1).default(0.1) }),
  create: ({ share }) => ({
    slots: ['momentum'],
    scalars: (_, learningRate) => ({ learningRate }),
    update: (g, { parameter, gradient, slots, scalars }) => {
      const kept = g.op('Mul', [slots.momentum, g.float(1 - share)]);
      const momentum = g.op('Add', [kept, g.op('Mul', [gradient, g.float(share)])]);
      const square = g.op('Add', [g.op('Mul', [momentum, momentum]), g.float(1e-12)]);
      const sign = g.op('Div', [momentum, g.op('Sqrt', [square])]);
      const step = g.op('Mul', [sign, scalars.learningRate]);
      return { parameter: g.op('Sub', [parameter, step]), slots: { momentum } };
    },
  }),
});

const halving = defineSchedule({
  type: 'halving',
  configSchema: z.strictObject({ times: z.int().positive() }),
  create:
    ({ times }) =>
    (progress) =>
      0.5 ** Math.floor(times * progress),
});

/** The top left corner with its colours turned round. */
const negative = defineAugmentation({
  type: 'negative',
  configSchema: z.strictObject({ side: z.int().positive() }),
  create: ({ side }) => ({
    size: { width: side, height: side },
    looks: 1,
    apply: ({ image, mask }) => {
      const at = (i: number) => Math.floor(i / side) * image.width + (i % side);
      const data = Uint8Array.from(
        { length: side * side * 3 },
        (_, i) => 255 - image.data[at(Math.floor(i / 3)) * 3 + (i % 3)],
      );
      const values = Uint8Array.from({ length: side * side }, (_, i) => mask.data[at(i)]);
      return {
        image: { width: side, height: side, data },
        mask: { width: side, height: side, data: values },
      };
    },
  }),
});

/** Pairs of files in one folder: `x.photo.png` and `x.mask.png`. */
const paired = defineLayout({
  type: 'paired',
  configSchema: z.strictObject({ classes: z.array(z.string()).min(1) }),
  async open({ path, classes }) {
    const photos = (await readdir(path)).filter((file) => file.endsWith('.photo.png')).sort();
    const files = photos.map((file) => {
      const id = file.replace('.photo.png', '');
      return { id, image: join(path, file), mask: join(path, `${id}.mask.png`) };
    });
    return { name: 'paired', classes, ignoreValue: 255, files };
  },
});

export const plugin = definePlugin({
  name: 'langseg-foreign',
  components: [signed, halving, negative, paired],
});
