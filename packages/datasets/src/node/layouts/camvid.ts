import { join } from 'node:path';
import { LangSegError } from '@langseg/core';
import * as z from 'zod';
import { defineLayout } from '../../layout/layout-component.js';
import { readLines } from './read-lines.js';

/**
 * CamVid as its authors publish it: photos in `701_StillsRaw_full`, coloured masks `<id>_L.png` in `LabeledApproved_full`,
 * and what the colours mean in `label_colors.txt`, whose `Void` is ignored.
 *
 * @throws LangSegError `CONFIG_INVALID` for a list of colours that can't be understood.
 */
export const camvid = defineLayout({
  type: 'camvid',
  configSchema: z.strictObject({
    /** Reads the ids of `<split>.txt`, one a line. Without it, every photo is used. */
    split: z
      .string()
      .regex(/^[^/\\]+$/, 'The name of a list beside the photos, without folder and ending.')
      .optional(),
  }),
  async open({ path, split }) {
    const colors = await readColors(join(path, 'label_colors.txt'));
    const named = colors.filter(({ name }) => name.toLowerCase() !== 'void');
    return {
      name: 'camvid',
      classes: named.map(({ name }) => name),
      ignoreValue: 255,
      imageFolder: join(path, '701_StillsRaw_full'),
      maskFolder: join(path, 'LabeledApproved_full'),
      maskEnding: '_L.png',
      maskFormat: { pixels: 'rgb', values: Object.fromEntries(named.map(({ rgb }, index) => [rgb, index])) },
      ...(split !== undefined && { ids: await readLines('read the list', join(path, `${split}.txt`)) }),
    };
  },
});

async function readColors(path: string): Promise<{ readonly rgb: number; readonly name: string }[]> {
  const lines = await readLines('read the colours', path);
  return lines.map((line) => {
    const [, red, green, blue, name] = /^(\d{1,3})\s+(\d{1,3})\s+(\d{1,3})\s+(\S.*)$/.exec(line) ?? [];
    const channels = [red, green, blue].map(Number);
    if (name !== undefined && channels.every((channel) => channel <= 255))
      return { rgb: (channels[0] << 16) | (channels[1] << 8) | channels[2], name };
    throw new LangSegError(
      'CONFIG_INVALID',
      `${path} must have a line such as "64 128 64 Animal" for each class, got "${line.slice(0, 80)}".`,
      { path, line },
    );
  });
}
