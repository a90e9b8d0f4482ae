import { basename, join, resolve } from 'node:path';
import { LangSegError } from '@langseg/core';
import * as z from 'zod';
import type { DrawnArea } from '../../drawn/drawn-area.js';
import { defineLayout } from '../../layout/layout-component.js';
import { listFiles } from '../pairing/list-files.js';
import { annotatedOptions } from './annotated/annotated-options.js';
import { classValues, type ClassValues } from './annotated/class-values.js';
import { photoPath } from './annotated/photo-folder.js';
import { badAnnotations, readJson } from './read-json.js';
import { readClassFile } from './read-class-file.js';

const ring = z.array(z.tuple([z.number(), z.number()], z.number())).min(3);

const feature = z.object({
  geometry: z.union([
    z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
    z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
  ]),
  properties: z.object({
    classification: z.object({ name: z.string().min(1) }).optional(),
    class: z.string().min(1).optional(),
    label: z.string().min(1).optional(),
    name: z.string().min(1).optional(),
  }),
});

const side = z.int().min(1).max(1_000_000);

const collection = z.object({
  type: z.literal('FeatureCollection'),
  image: z
    .object({ file: z.string().min(1), width: side, height: side, split: z.string() })
    .partial()
    .optional(),
  features: z.array(feature),
});

type Feature = z.output<typeof feature>;

/**
 * A GeoJSON file for each photo in `annotations`, with polygons in pixels from its top left corner; the class is
 * `properties.classification.name`, as QuPath has it, or `class`, `label` or `name` of the properties.
 */
export const geojson = defineLayout({
  type: 'geojson',
  configSchema: z.strictObject({
    /** Photos whose file says this split alone. Default: all. */
    split: z.string().min(1).optional(),
    background: annotatedOptions.background,
    images: annotatedOptions.images.default('images'),
  }),
  async open({ path, split, images, background }) {
    const folder = join(path, 'annotations');
    const files = (await listFiles('read the annotations in', folder)).filter((file) =>
      /\.(geo)?json$/i.test(file),
    );
    const photos = await listFiles('read the photos in', join(path, images));
    const byStem = new Map(photos.map((photo) => [photo.replace(/\.[^./]*$/, ''), photo]));
    const read = await Promise.all(
      files.map(async (file) => ({
        file,
        content: await readJson(
          join(folder, file),
          collection,
          'a FeatureCollection of polygons with classes',
        ),
      })),
    );
    const mine = read.filter(({ content }) => split === undefined || content.image?.split === split);
    const used = new Set(
      read.flatMap(({ file, content }) => content.features.map((each) => classOf(each, file))),
    );
    const values = classValues([...(await listedClasses(path)), ...[...used].sort()], background);
    return {
      name: basename(resolve(path)),
      classes: values.classes,
      ignoreValue: values.ignoreValue,
      files: mine.map(({ file, content: { image, features } }) => {
        const id = file.replace(/\.[^./]*$/, '');
        const photo = image?.file ?? byStem.get(id);
        if (photo === undefined) throw badAnnotations(file, `no photo of its name in ${join(path, images)}`);
        return {
          id,
          image: photoPath(join(path, images), photo),
          mask: join(folder, file),
          drawn: {
            ...{ width: image?.width, height: image?.height, ground: values.ground },
            areas: features.flatMap((each) => areasOf(each, file, values)),
          },
        };
      }),
    };
  },
});

function classOf({ properties }: Feature, path: string): string {
  const { classification, class: own, label, name } = properties;
  const found = classification?.name ?? own ?? label ?? name;
  if (found !== undefined) return found;
  throw badAnnotations(path, 'a feature without a class');
}

function areasOf(each: Feature, path: string, values: ClassValues): DrawnArea[] {
  const { geometry } = each;
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const value = values.valueOf(classOf(each, path));
  return polygons.map((rings) => ({
    value,
    shape: { kind: 'outline', rings: rings.map((points) => points.flatMap(([x, y]) => [x, y])) },
  }));
}

async function listedClasses(path: string): Promise<string[]> {
  try {
    const { classes } = await readClassFile(join(path, 'classes.json'));
    return classes.filter((name) => name !== null);
  } catch (error) {
    if (LangSegError.is(error, 'NOT_FOUND')) return [];
    throw error;
  }
}
