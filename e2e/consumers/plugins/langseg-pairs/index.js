import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { withIoErrors } from '@langseg/adapter-node';
import { definePlugin } from '@langseg/core';
import { defineLayout } from '@langseg/datasets';
import * as z from 'zod';

/** Photos and masks side by side: `cow.jpg` and `cow_mask.png`; a class a line in `labels.txt`. */
const pairs = defineLayout({
  type: 'pairs',
  configSchema: z.strictObject({ suffix: z.string().min(1).default('_mask') }),
  async open({ path, suffix }) {
    const names = (await withIoErrors('read the data set', path, () => readdir(path))).sort();
    const masks = names.filter((name) => name.endsWith(`${suffix}.png`));
    const files = masks.flatMap((mask) => {
      const id = mask.slice(0, -`${suffix}.png`.length);
      const image = names.find((name) => /\.(jpe?g|png)$/i.test(name) && name.replace(/\.\w+$/, '') === id);
      return image ? [{ id, image: join(path, image), mask: join(path, mask) }] : [];
    });
    const list = join(path, 'labels.txt');
    const labels = await withIoErrors('read the labels', list, () => readFile(list, 'utf8'));
    return { name: basename(path), classes: labels.trim().split(/\r?\n/), ignoreValue: 255, files };
  },
});

export const plugin = definePlugin({ name: 'langseg-pairs', components: [pairs] });
