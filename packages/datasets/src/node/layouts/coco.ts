import { basename, dirname, relative, resolve } from 'node:path';
import * as z from 'zod';
import type { DrawnArea } from '../../drawn/drawn-area.js';
import { defineLayout } from '../../layout/layout-component.js';
import { annotatedOptions, placeInside } from './annotated/annotated-options.js';
import { classValues, type ClassValues } from './annotated/class-values.js';
import { findFile } from './annotated/find-file.js';
import { photoFolder, photoIds, photoPath } from './annotated/photo-folder.js';
import { badAnnotations, boxesAlone, readJson } from './read-json.js';

const id = z.union([z.number(), z.string()]);

const side = z.int().min(1).max(1_000_000);

const annotationFile = z.object({
  images: z.array(z.object({ id, file_name: z.string().min(1), width: side, height: side })),
  categories: z.array(z.object({ id, name: z.string().min(1) })).min(1),
  annotations: z.array(
    z.object({
      image_id: id,
      category_id: id,
      iscrowd: z.number().optional(),
      area: z.number().optional(),
      segmentation: z
        .union([
          z.array(z.array(z.number())),
          z.object({ size: z.tuple([side, side]), counts: z.string() }),
          z.object({ size: z.tuple([side, side]), counts: z.array(z.number()) }),
        ])
        .nullish(),
    }),
  ),
});

type Annotation = z.output<typeof annotationFile>['annotations'][number];

/**
 * COCO's object annotations with polygons or RLE, as `langseg dataset`, COCO itself, CVAT, Label Studio and Roboflow write them. Areas are
 * drawn as `pycocotools` counts their pixels, crowds first, then the larger before the smaller ones.
 */
export const coco = defineLayout({
  type: 'coco',
  configSchema: z.strictObject({
    /** `train`, `val2017` …: reads `annotations/instances_<split>.json`. Default `train`. */
    split: z
      .string()
      .regex(/^[^/\\]+$/, 'A name without folders.')
      .optional(),
    /** The file of the annotations, where it is another one. */
    annotations: placeInside.optional(),
    ...annotatedOptions,
  }),
  async open({ path, split, annotations: file, images, background }) {
    const annotations = await findFile(
      path,
      file === undefined ? candidates(split) : [file],
      'annotations of COCO',
    );
    const content = await readJson(annotations, annotationFile, 'annotations of COCO');
    const categories = [...content.categories].sort((a, b) => Number(a.id) - Number(b.id));
    const values = classValues(
      categories.map(({ name }) => name),
      background,
    );
    const names = content.images.map(({ file_name }) => file_name);
    const folders =
      images === undefined
        ? [
            `images/${split ?? 'train'}`,
            'images',
            split ?? 'train',
            '.',
            relative(path, dirname(annotations)) || '.',
          ]
        : [images];
    const folder = await photoFolder(path, folders, names[0] ?? '');
    const ids = photoIds(names);
    const areas = areasByImage(content, values, annotations);
    return {
      name: basename(resolve(path)),
      classes: values.classes,
      ignoreValue: values.ignoreValue,
      files: content.images.map(({ id: image, width, height }, at) => ({
        id: ids[at],
        image: photoPath(folder, names[at]),
        mask: annotations,
        drawn: { width, height, ground: values.ground, areas: areas.get(image) ?? [] },
      })),
    };
  },
});

function candidates(split?: string): string[] {
  if (split !== undefined)
    return [
      `annotations/instances_${split}.json`,
      `annotations/stuff_${split}.json`,
      `annotations/${split}.json`,
      `${split}/_annotations.coco.json`,
      `${split}.json`,
    ];
  return [
    'annotations/instances_train.json',
    'annotations/instances_default.json',
    'train/_annotations.coco.json',
    '_annotations.coco.json',
    'result.json',
    'annotations.json',
  ];
}

function areasByImage(
  { categories, annotations }: z.output<typeof annotationFile>,
  values: ClassValues,
  path: string,
): Map<string | number, DrawnArea[]> {
  const names = new Map(categories.map(({ id: category, name }) => [category, name]));
  const byImage = new Map<string | number, Annotation[]>();
  for (const annotation of annotations) {
    if (!names.has(annotation.category_id))
      throw badAnnotations(
        path,
        `an annotation of the category ${annotation.category_id}, which it doesn't list`,
      );
    const others = byImage.get(annotation.image_id);
    if (others) others.push(annotation);
    else byImage.set(annotation.image_id, [annotation]);
  }
  const isDrawn = annotations.some(({ segmentation }) => segmentation);
  if (annotations.length > 0 && !isDrawn) throw badAnnotations(path, boxesAlone);
  return new Map(
    [...byImage].map(([image, found]) => [
      image,
      found
        .sort((a, b) => (b.iscrowd ?? 0) - (a.iscrowd ?? 0) || (b.area ?? 0) - (a.area ?? 0))
        .flatMap((each): DrawnArea[] => {
          const value = values.valueOf(names.get(each.category_id)!);
          const { segmentation } = each;
          if (!segmentation) return [];
          if (!Array.isArray(segmentation)) return [{ value, shape: { kind: 'rle', rle: segmentation } }];
          return [{ value, shape: { kind: 'polygons', rings: segmentation } }];
        }),
    ]),
  );
}
