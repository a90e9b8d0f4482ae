import * as z from 'zod';
import type { AnnotatedPhoto, AnnotatedSet } from '../annotations/annotated-set.js';
import { defineDatasetFormat } from '../annotations/dataset-format.js';
import { toleranceOption } from './area-outlines.js';
import { escapeMarkup } from './escape-markup.js';
import { jsonList } from './json-list.js';
import { labelStudioRegions } from './label-studio-regions.js';

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
  { areas: shape, tolerance }: z.output<typeof configSchema>,
): object[] {
  const regions = areas.flatMap((area) => {
    const label = categories[area.category].name;
    return labelStudioRegions(area, { width, height, label, shape, from: shape, to: 'image', tolerance });
  });
  return regions.map((region, at) => ({ id: `langseg-${at + 1}`, ...region }));
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
