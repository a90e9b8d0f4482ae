import { basename, join, parse, resolve } from 'node:path';
import { imageExtensions } from '@langseg/adapter-node';
import * as z from 'zod';
import { defineLayout } from '../../layout/layout-component.js';
import { listFiles } from '../pairing/list-files.js';

/** Photos without masks, in a folder and in those inside of it: for training with teachers. */
export const photos = defineLayout({
  type: 'photos',
  configSchema: z.strictObject({}),
  async open({ path }) {
    const files = await listFiles('read the photos in', path);
    const isPhoto = (file: string) => imageExtensions.includes(parse(file).ext.toLowerCase());
    return {
      name: basename(resolve(path)),
      classes: [],
      ignoreValue: 255,
      files: files.filter(isPhoto).map((file) => ({ id: file, image: join(path, file) })),
    };
  },
});
