import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { imageExtensions, withIoErrors } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import { parse } from 'yaml';
import * as z from 'zod';
import type { DrawnArea } from '../../drawn/drawn-area.js';
import { defineLayout } from '../../layout/layout-component.js';
import { listFiles } from '../pairing/list-files.js';
import { annotatedOptions } from './annotated/annotated-options.js';
import { classValues, type ClassValues } from './annotated/class-values.js';
import { photoIds, photoPath } from './annotated/photo-folder.js';
import { badAnnotations } from './read-json.js';
import { readLines } from './read-lines.js';

const place = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).nullish();

const dataFile = z.object({
  path: z.string().nullish(),
  train: place,
  val: place,
  test: place,
  names: z.union([z.array(z.coerce.string()), z.record(z.string().regex(/^\d+$/), z.coerce.string())]),
});

/** Label files that are read at once. */
const atOnce = 64;

/**
 * YOLO's segmentation data sets, as `langseg dataset`, Ultralytics and Roboflow write them: `data.yaml`, photos in folders or lists, and
 * polygons in `labels` where photos are in `images`.
 */
export const yoloSeg = defineLayout({
  type: 'yolo-seg',
  configSchema: z.strictObject({
    split: z.enum(['train', 'val', 'test']).default('train'),
    background: annotatedOptions.background,
  }),
  async open({ path, split, background }) {
    const file = join(path, 'data.yaml');
    const content = await readDataFile(file);
    const names = namesOf(content.names);
    const values = classValues(names, background);
    const places = [content[split] ?? []].flat();
    if (places.length === 0) throw badAnnotations(file, `no photos for the split "${split}"`);
    const photos = (await Promise.all(places.map((each) => photosIn(path, each, content.path ?? '')))).flat();
    const ids = photoIds(photos.map((photo) => photo.replace(/^(.*\/)?images\//, '')));
    const files = [];
    for (let start = 0; start < photos.length; start += atOnce)
      files.push(
        ...(await Promise.all(
          photos.slice(start, start + atOnce).map(async (photo, at) => {
            const labels = join(path, labelsOf(photo));
            const areas = await readLabels(labels, names, values);
            return {
              id: ids[start + at],
              image: photoPath(path, photo),
              mask: labels,
              drawn: { ground: values.ground, areas },
            };
          }),
        )),
      );
    return { name: basename(resolve(path)), classes: values.classes, ignoreValue: values.ignoreValue, files };
  },
});

async function readDataFile(path: string): Promise<z.output<typeof dataFile>> {
  const text = await withIoErrors('read', path, () => readFile(path, 'utf8'));
  try {
    return dataFile.parse(parse(text));
  } catch (cause) {
    throw new LangSegError(
      'CONFIG_INVALID',
      `${path} must be YAML with "train", "val" and "names", as Ultralytics has it.`,
      { path },
      { cause },
    );
  }
}

/** By number. */
function namesOf(names: z.output<typeof dataFile>['names']): string[] {
  if (Array.isArray(names)) return names;
  const numbers = Object.keys(names).map(Number);
  const last = numbers.reduce((most, number) => Math.max(most, number), -1);
  if (last !== numbers.length - 1) throw badAnnotations('data.yaml', 'names whose numbers have gaps');
  return Array.from({ length: numbers.length }, (_, number) => names[number]);
}

/** Paths of photos inside the data set. An entry is a folder or a list; Roboflow writes them as if from elsewhere: `../train/images`. */
async function photosIn(root: string, entry: string, folder: string): Promise<string[]> {
  const plain = entry.replaceAll('\\', '/').replace(/^(?:\.{1,2}\/)+/, '');
  for (const candidate of [join(folder, plain), plain]) {
    const path = join(root, candidate);
    if (relative(resolve(root), resolve(path)).startsWith('..')) continue;
    const stats = await stat(path).catch(() => undefined);
    if (stats?.isFile()) {
      const lines = await readLines('read the list of photos', path);
      return lines.map((line) => join(dirname(candidate), line).split(sep).join('/'));
    }
    if (stats?.isDirectory())
      return (await listFiles('read the photos in', path))
        .filter((name) => imageExtensions.some((ending) => name.toLowerCase().endsWith(ending)))
        .map((name) => join(candidate, name).split(sep).join('/'));
  }
  throw new LangSegError('NOT_FOUND', `The photos "${entry}" that data.yaml names are not in ${root}.`, {
    path: root,
    entry,
  });
}

/** The last folder `images` of the path is `labels`, as Ultralytics has it. */
function labelsOf(photo: string): string {
  const stem = photo.replace(/\.[^./]*$/, '');
  const at = `/${stem}`.lastIndexOf('/images/');
  const path = at < 0 ? stem : `${stem.slice(0, at)}labels${stem.slice(at + 'images'.length)}`;
  return `${path}.txt`;
}

/** None where there is no file: the photo shows nothing. */
async function readLabels(path: string, names: readonly string[], values: ClassValues): Promise<DrawnArea[]> {
  let text: string;
  try {
    text = await withIoErrors('read the labels', path, () => readFile(path, 'utf8'));
  } catch (error) {
    if (LangSegError.is(error, 'NOT_FOUND')) return [];
    throw error;
  }
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): DrawnArea => {
      const [number, ...ring] = line.trim().split(/\s+/).map(Number);
      if (ring.length === 4) throw badAnnotations(path, 'boxes; masks are drawn of polygons');
      if (
        !(number in names) ||
        ring.length < 6 ||
        ring.length % 2 !== 0 ||
        ring.some((value) => !Number.isFinite(value))
      )
        throw badAnnotations(path, `the line "${line.slice(0, 60)}" instead of a class number and a polygon`);
      return {
        value: values.valueOf(names[number]),
        shape: { kind: 'polygons', rings: [ring], share: true },
      };
    });
}
