import * as z from 'zod';
import { areaOutlines } from '../../areas/area-outlines.js';
import { findAreas } from '../../areas/find-areas.js';
import { joinHoles } from '../../areas/join-holes.js';
import { scoreAreas } from '../../areas/score-areas.js';
import { isOtherLabel } from '../../labels/label-set.js';
import { colorAt } from '../../palettes/palette.js';
import { defineFormat } from '../format/format-component.js';
import { compressRle } from '../../areas/rle.js';

const configSchema = z.strictObject({
  instances: z
    .enum(['labels', 'components'])
    .default('components')
    .describe('An area for each connected piece, or one for all pixels of a label.'),
  minArea: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(1)
    .describe('Connected pieces with fewer pixels are left out.'),
  keepOther: z.boolean().default(false).describe('Also areas of the label "other".'),
  scores: z.boolean().default(false).describe('How sure the model is of each area, 0 to 1; takes longer.'),
  shape: z.enum(['rle', 'polygons']).default('rle').describe('COCO RLE, or polygons.'),
  tolerance: z
    .number()
    .min(0)
    .max(10_000)
    .default(1)
    .describe('How far, in pixels, simplified polygons may lie from the pixels; 0 keeps every corner.'),
});

/** Connected pieces of labels, or labels as a whole, each as COCO RLE or polygons: what annotation tools want. */
export const areasFormat = defineFormat({
  specVersion: 1,
  type: 'areas',
  description: 'areas that belong together, each with box, pixels and COCO RLE or polygons',
  endings: { '.areas.json': 'application/json' },
  configSchema,
  async *encode(result, { instances, minArea, keepOther, scores, shape, tolerance }, { signal }) {
    const { width, height, labels, palette, warnings } = result;
    const leftOut = new Set(
      keepOther ? [] : [...labels.keys()].filter((index) => isOtherLabel(labels[index])),
    );
    const found = findAreas(result, { instances, minArea, leftOut });
    const means = scores ? await scoreAreas(result, found, { signal }) : undefined;
    const areas = found.map((area, at) => ({
      index: area.index,
      label: labels[area.index],
      color: colorAt(palette, area.index),
      pixels: area.pixels,
      box: area.box,
      ...(means && { score: Math.round(means[at] * 1e4) / 1e4 }),
      ...(shape === 'rle'
        ? { segmentation: compressRle(area.rle) }
        : { segmentation: areaOutlines(area, tolerance).map(joinHoles) }),
    }));
    yield { bytes: new TextEncoder().encode(`${JSON.stringify({ width, height, areas, warnings })}\n`) };
  },
});
