import { join } from 'node:path';
import { LangSegError } from '@langseg/core';
import * as z from 'zod';
import type { ClassList } from '../../dataset.js';
import { defineLayout } from '../../layout/layout-component.js';
import { readLines } from './read-lines.js';

const configSchema = z.strictObject({
  /** Folder in `images` and `annotations`, such as `train2017`. */
  split: z.string().regex(/^[^/\\]+$/, 'A name without folders.'),
  /** File of the class names, relative to `path`. Default `labels.txt`. */
  labels: z.string().min(1).default('labels.txt'),
  /**
   * What the masks hold: `raw` is the class id minus 1 (`<id>.png`, as published), `trainIds` numbers the 171 classes in
   * use (`<id>_labelTrainIds.png`). Default `trainIds`.
   */
  masks: z.enum(['raw', 'trainIds']).default('trainIds'),
  /** `all`, or the 80 `things` alone, where everything else is a background. Default `all`. */
  classes: z.enum(['all', 'things']).default('all'),
});

/** Ids of COCO's 91 things that were never annotated. */
const unusedIds = new Set([12, 26, 29, 30, 45, 66, 68, 69, 71, 83, 91]);

/**
 * COCO-Stuff 164k: photos in `images/<split>`, masks in `annotations/<split>`, 255 is ignored. The names are read from
 * the published `labels.txt` (lines such as `1: person`, 0 is "unlabeled"), or from a list of names in the order of mask
 * values.
 *
 * @throws LangSegError `CONFIG_INVALID` for a file of class names that can't be understood.
 */
export const cocoStuff = defineLayout({
  type: 'coco-stuff',
  configSchema,
  async open({ path, split, masks, classes: wanted, labels }) {
    const file = join(path, labels);
    const classes = parseClasses(await readLines('read the classes', file), masks, file);
    return {
      name: 'coco-stuff',
      ...(wanted === 'all' ? { classes } : thingsOf(classes, masks)),
      ignoreValue: 255,
      imageFolder: join(path, 'images', split),
      maskFolder: join(path, 'annotations', split),
      maskEnding: masks === 'raw' ? '.png' : '_labelTrainIds.png',
    };
  },
});

/** The things, which come first, after the background; unlike the stuff, all of them have ids up to 90. */
function thingsOf(
  all: readonly (string | null)[],
  masks: 'raw' | 'trainIds',
): Pick<ClassList, 'classes' | 'maskFormat'> {
  const things = all
    .map((name, value) => ({ name, value }))
    .slice(0, masks === 'raw' ? 90 : 80)
    .filter(({ name, value }) => name !== null && (masks === 'trainIds' || !unusedIds.has(value + 1)));
  return {
    classes: ['background', ...things.map(({ name }) => name)],
    maskFormat: {
      values: Object.fromEntries(things.map(({ value }, index) => [value, index + 1])),
      others: 0,
    },
  };
}

function parseClasses(
  lines: readonly string[],
  masks: 'raw' | 'trainIds',
  path: string,
): readonly (string | null)[] {
  const numbered = lines.map((line) => /^(\d+)\s*:\s*(\S.*)$/.exec(line));
  const byId = new Map(numbered.flatMap((match) => (match ? [[Number(match[1]), match[2]] as const] : [])));
  byId.delete(0);
  const largest = [...byId.keys()].reduce((most, id) => Math.max(most, id), 0);
  const invalid = numbered.some((match) => !match) ? byId.size > 0 : largest > 255;
  if (lines.length === 0 || invalid || (byId.size === 0 && lines.length > 255))
    throw new LangSegError(
      'CONFIG_INVALID',
      `${path} must be COCO-Stuff's labels.txt with a line such as "1: person" for each class, or have one name per line ` +
        'in the order of mask values; at most 255 classes fit.',
      { path, lines: lines.length },
    );
  if (byId.size === 0) return lines;
  if (masks === 'raw') return Array.from({ length: largest }, (_, value) => byId.get(value + 1) ?? null);
  const used = [...byId].filter(([id]) => !unusedIds.has(id));
  return used.sort(([a], [b]) => a - b).map(([, name]) => name);
}
