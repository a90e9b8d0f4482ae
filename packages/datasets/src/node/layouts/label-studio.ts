import { basename, join, resolve } from 'node:path';
import { readTextFile } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import * as z from 'zod';
import type { DrawnArea } from '../../drawn/drawn-area.js';
import { defineLayout } from '../../layout/layout-component.js';
import { listFiles } from '../pairing/list-files.js';
import { annotatedOptions, placeInside } from './annotated/annotated-options.js';
import { classValues, type ClassValues } from './annotated/class-values.js';
import { findFile } from './annotated/find-file.js';
import { parseXml } from './annotated/parse-xml.js';
import { photoIds } from './annotated/photo-folder.js';
import { badAnnotations, boxesAlone, readJson } from './read-json.js';

const side = z.int().min(1).max(1_000_000);

const result = z.object({
  type: z.string(),
  original_width: side.optional(),
  original_height: side.optional(),
  value: z.object({
    format: z.string().optional(),
    rle: z.array(z.int().min(0).max(255)).optional(),
    points: z.array(z.tuple([z.number(), z.number()])).optional(),
    brushlabels: z.array(z.string()).optional(),
    polygonlabels: z.array(z.string()).optional(),
  }),
});

type Result = z.output<typeof result>;

const work = z.object({ result: z.array(result), was_cancelled: z.boolean().optional() });

const tasks = z.array(
  z.object({
    data: z.record(z.string(), z.unknown()),
    annotations: z.array(work).optional(),
    predictions: z.array(work).optional(),
  }),
);

type Task = z.output<typeof tasks>[number];

/**
 * Label Studio's tasks in JSON with brushes and polygons: what people have drawn, and where nobody has, what was predicted. Photos are
 * found in `images` by the names that tasks have for them.
 */
export const labelStudio = defineLayout({
  type: 'label-studio',
  configSchema: z.strictObject({
    /** Tasks whose data has this `split` alone. Default: all. */
    split: z.string().min(1).optional(),
    /** The exported tasks. Default `tasks.json`. */
    annotations: placeInside.default('tasks.json'),
    /** What tasks call their photo. Default `image`. */
    image: z.string().min(1).default('image'),
    background: annotatedOptions.background,
    images: annotatedOptions.images.default('images'),
  }),
  async open({ path, split, annotations, image, images, background }) {
    const file = await findFile(path, [annotations], 'tasks of Label Studio');
    const content = (await readJson(file, tasks, "Label Studio's tasks")).filter(
      ({ data }) => split === undefined || data.split === split,
    );
    const results = content.map(resultsOf);
    const used = results.flat().flatMap(({ value }) => labelsOf(value));
    const values = classValues([...(await configLabels(path)), ...[...new Set(used)].sort()], background);
    const folder = join(path, images);
    const photoOf = photoFinder(await listFiles('read the photos in', folder));
    const photos = content.map(({ data: { [image]: address } }) =>
      photoOf(typeof address === 'string' ? address : '', file),
    );
    const ids = photoIds(photos);
    if (results.flat().length > 0 && used.length === 0) throw badAnnotations(file, boxesAlone);
    return {
      name: basename(resolve(path)),
      classes: values.classes,
      ignoreValue: values.ignoreValue,
      files: photos.map((photo, at) => ({
        id: ids[at],
        image: join(folder, photo),
        mask: file,
        drawn: {
          width: results[at][0]?.original_width,
          height: results[at][0]?.original_height,
          ground: values.ground,
          areas: results[at].flatMap((each) => areaOf(each, values)),
        },
      })),
    };
  },
});

/** What a person has drawn last; else the newest prediction. */
function resultsOf({ annotations = [], predictions = [] }: Task): Result[] {
  const drawn = annotations.filter(({ was_cancelled }) => !was_cancelled);
  return (drawn.at(-1) ?? predictions.at(-1))?.result ?? [];
}

function labelsOf({ brushlabels, polygonlabels }: Result['value']): string[] {
  return (brushlabels ?? polygonlabels ?? []).slice(0, 1);
}

function areaOf({ value }: Result, values: ClassValues): DrawnArea[] {
  const { rle, points } = value;
  const [label] = labelsOf(value);
  if (label === undefined) return [];
  if (rle) return [{ value: values.valueOf(label), shape: { kind: 'brush', bytes: rle } }];
  if (!points) return [];
  const ring = points.flat().map((each) => each / 100);
  return [{ value: values.valueOf(label), shape: { kind: 'polygons', rings: [ring], share: true } }];
}

/** Labels in the order of the labelling config, where it is there. */
async function configLabels(path: string): Promise<string[]> {
  const file = join(path, 'label_config.xml');
  const labels: string[] = [];
  let text: string;
  try {
    text = await readTextFile('read the labelling config', file);
  } catch (error) {
    if (LangSegError.is(error, 'NOT_FOUND')) return [];
    throw error;
  }
  parseXml(text, file, ({ name, attributes, parents }) => {
    const isOfAreas = ['BrushLabels', 'PolygonLabels'].includes(parents.at(-1) ?? '');
    if (name === 'Label' && isOfAreas && attributes.value) labels.push(attributes.value);
  });
  return labels;
}

/** Finds photos by an address of Label Studio: `/data/local-files/?d=images/a/dog.jpg`, `/data/upload/1/0f3ab2c4-dog.jpg`. */
function photoFinder(files: readonly string[]): (address: string, path: string) => string {
  const known = new Set(files);
  const byName = new Map(files.map((file) => [basename(file), file]));
  return (address, path) => {
    const plain = decoded(address.replace(/^.*[?&]d=/, '')).replaceAll('\\', '/');
    const parts = plain.split('/');
    for (let from = 0; from < parts.length; from++) {
      const tail = parts.slice(from).join('/');
      if (known.has(tail)) return tail;
    }
    const name = parts.at(-1)!;
    const found = byName.get(name) ?? byName.get(name.replace(/^[0-9a-f]{8}-/, ''));
    if (found !== undefined) return found;
    throw badAnnotations(path, `a task for ${address.slice(0, 100)}, which is not among its photos`);
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
