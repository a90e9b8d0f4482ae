import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { defineLayout } from '../../layout/layout-component.js';

/** Pairs of files in one folder: `x.photo.png` and `x.mask.png`. */
export const paired = defineLayout({
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
