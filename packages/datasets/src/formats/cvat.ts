import { joinHoles } from '@langseg/core';
import * as z from 'zod';
import type { AnnotatedArea, AnnotatedPhoto, AnnotatedSet } from '../annotations/annotated-set.js';
import { defineDatasetFormat } from '../annotations/dataset-format.js';
import { areaMask } from './area-mask.js';
import { areaOutlines, toleranceOption } from './area-outlines.js';
import { escapeMarkup } from './escape-markup.js';
import { rowRuns } from './row-runs.js';

const configSchema = z.strictObject({
  areas: z
    .enum(['masks', 'polygons'])
    .default('masks')
    .describe('Masks, which have every pixel as it is, or polygons.'),
  tolerance: toleranceOption,
});

/** The XML of CVAT, version 1.1, "CVAT for images": `annotations.xml`. */
export const cvat = defineDatasetFormat({
  type: 'cvat',
  description: "CVAT's XML 1.1 with masks or polygons",
  sharesPixels: true,
  layout: 'cvat',
  configSchema,
  write: (set, options, { write }) => write('annotations.xml', content(set, options)),
});

async function* content(
  set: AnnotatedSet,
  options: z.output<typeof configSchema>,
): AsyncGenerator<string, void, undefined> {
  const labels = set.categories.map(
    ({ name, color }) =>
      `<label><name>${escapeMarkup(name)}</name><color>${hex(color)}</color><type>any</type><attributes></attributes></label>\n`,
  );
  yield '<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n<version>1.1</version>\n';
  yield `<meta><task><name>${escapeMarkup(set.name)}</name><mode>annotation</mode><created>${set.created}</created>\n`;
  yield `<labels>\n${labels.join('')}</labels></task></meta>\n`;
  let id = 0;
  for await (const photo of set.photos()) yield imageOf(photo, id++, set, options);
  yield '</annotations>\n';
}

function imageOf(
  { file, width, height, split, areas }: AnnotatedPhoto,
  id: number,
  { categories }: AnnotatedSet,
  options: z.output<typeof configSchema>,
): string {
  const shapes = areas.map((area) => {
    const label = `label="${escapeMarkup(categories[area.category].name)}" source="auto" occluded="0"`;
    return options.areas === 'masks' ? maskOf(area, label) : polygonsOf(area, label, options.tolerance);
  });
  return `<image id="${id}" name="${escapeMarkup(file)}" subset="${escapeMarkup(split)}" width="${width}" height="${height}">\n${shapes.join('')}</image>\n`;
}

function maskOf(area: AnnotatedArea, label: string): string {
  const [left, top, width, height] = area.box;
  const runs = rowRuns(areaMask(area)).join(', ');
  return `<mask ${label} rle="${runs}" left="${left}" top="${top}" width="${width}" height="${height}" z_order="0"></mask>\n`;
}

function polygonsOf(area: AnnotatedArea, label: string, tolerance: number): string {
  return areaOutlines(area, tolerance)
    .map((outline) => {
      const points = joinHoles(outline).map((value, at, ring) =>
        at % 2 === 0 ? `${value},${ring[at + 1]}` : '',
      );
      return `<polygon ${label} points="${points.filter((point) => point !== '').join(';')}" z_order="0"></polygon>\n`;
    })
    .join('');
}

function hex(color: readonly number[]): string {
  return `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
