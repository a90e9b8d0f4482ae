import { joinHoles } from '@langseg/core';
import * as z from 'zod';
import type { AnnotatedPhoto, AnnotatedSet } from '../annotations/annotated-set.js';
import { defineDatasetFormat } from '../annotations/dataset-format.js';
import { packBrush } from '../drawn/brush.js';
import { areaMask } from './area-mask.js';
import { areaOutlines, toleranceOption } from './area-outlines.js';
import { escapeMarkup } from './escape-markup.js';
import { jsonList } from './json-list.js';
import { runsInPicture } from './row-runs.js';

const configSchema = z.strictObject({
  areas: z
    .enum(['brush', 'polygons'])
    .default('brush')
    .describe('Brushes, which have every pixel as it is, or polygons.'),
  tolerance: toleranceOption,
  root: z
    .string()
    .default('/data/local-files/?d=images/')
    .describe("Begin of the photos' addresses as Label Studio sees them."),
});

/** Label Studio's tasks with predictions, `tasks.json`, and the labelling config that they are for. */
export const labelStudio = defineDatasetFormat({
  type: 'label-studio',
  description: "Label Studio's tasks with pre-annotations",
  sharesPixels: true,
  layout: 'label-studio',
  configSchema,
  async write(set, options, { write }) {
    await write('tasks.json', content(set, options));
    await write('label_config.xml', labelConfig(set));
  },
});

async function* content(
  set: AnnotatedSet,
  options: z.output<typeof configSchema>,
): AsyncGenerator<string, void, undefined> {
  yield '[';
  yield* jsonList(tasks(set, options));
  yield ']\n';
}

async function* tasks(
  set: AnnotatedSet,
  options: z.output<typeof configSchema>,
): AsyncGenerator<object, void, undefined> {
  for await (const photo of set.photos()) {
    const path = photo.file.split('/').map(encodeURIComponent).join('/');
    const scores = photo.areas.flatMap(({ score }) => (score === undefined ? [] : [score]));
    yield {
      data: { image: options.root + path, split: photo.split },
      predictions: [
        {
          model_version: set.madeWith ?? 'LangSeg',
          ...(scores.length > 0 && { score: scores.reduce((sum, score) => sum + score, 0) / scores.length }),
          result: resultsOf(photo, set, options),
        },
      ],
    };
  }
}

function resultsOf(
  { width, height, areas }: AnnotatedPhoto,
  { categories }: AnnotatedSet,
  options: z.output<typeof configSchema>,
): object[] {
  const values = areas.flatMap((area): object[] => {
    const labels = [categories[area.category].name];
    const score = area.score === undefined ? {} : { score: area.score };
    if (options.areas === 'polygons')
      return areaOutlines(area, options.tolerance).map((outline) => ({
        ...{ type: 'polygonlabels', from_name: 'polygons', ...score },
        value: { closed: true, points: percent(joinHoles(outline), width, height), polygonlabels: labels },
      }));
    const runs = runsInPicture(areaMask(area), area.box, width, height);
    return [
      {
        ...{ type: 'brushlabels', from_name: 'brush', ...score },
        value: { format: 'rle', rle: [...packBrush(runs)], brushlabels: labels },
      },
    ];
  });
  const size = { original_width: width, original_height: height, image_rotation: 0 };
  return values.map((value, at) => ({ id: `langseg-${at + 1}`, to_name: 'image', ...size, ...value }));
}

function percent(ring: readonly number[], width: number, height: number): number[][] {
  return Array.from({ length: ring.length / 2 }, (_, at) => [
    (100 * ring[2 * at]) / width,
    (100 * ring[2 * at + 1]) / height,
  ]);
}

function labelConfig({ categories }: AnnotatedSet): string {
  const labels = categories
    .map(
      ({ name, color }) =>
        `    <Label value="${escapeMarkup(name)}" background="rgba(${color.join(', ')}, 1)"/>\n`,
    )
    .join('');
  return (
    '<View>\n  <Image name="image" value="$image" zoom="true"/>\n' +
    `  <BrushLabels name="brush" toName="image">\n${labels}  </BrushLabels>\n` +
    `  <PolygonLabels name="polygons" toName="image">\n${labels}  </PolygonLabels>\n</View>\n`
  );
}
