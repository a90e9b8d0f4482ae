import { basename, join, relative, resolve } from 'node:path';
import * as z from 'zod';
import { defineLayout } from '../../layout/layout-component.js';
import { annotatedOptions, placeInside } from './annotated/annotated-options.js';
import { classValues } from './annotated/class-values.js';
import { findFile } from './annotated/find-file.js';
import { photoFolder, photoIds, photoPath } from './annotated/photo-folder.js';
import { badAnnotations, readJson } from './read-json.js';

const id = z.union([z.number(), z.string()]);

const annotationFile = z.object({
  images: z.array(z.object({ id, file_name: z.string().min(1) })),
  categories: z.array(z.object({ id, name: z.string().min(1) })).min(1),
  annotations: z.array(
    z.object({
      image_id: id,
      file_name: z.string().min(1),
      segments_info: z.array(z.object({ id: z.int().min(0).max(0xffffff), category_id: id })),
    }),
  ),
});

/**
 * COCO's panoptic annotations, as published and as `langseg dataset` writes them: `annotations/panoptic_<split>.json` and the folder of
 * pictures of the same name.
 */
export const cocoPanoptic = defineLayout({
  type: 'coco-panoptic',
  configSchema: z.strictObject({
    /** `train`, `val2017` …. Default `train`. */
    split: z
      .string()
      .regex(/^[^/\\]+$/, 'A name without folders.')
      .default('train'),
    /** The JSON file, where it is another one. */
    annotations: placeInside.optional(),
    ...annotatedOptions,
  }),
  async open({ path, split, annotations: given, images, background }) {
    const candidates = [given ?? `annotations/panoptic_${split}.json`, `panoptic_${split}.json`];
    const file = await findFile(path, given === undefined ? candidates : [given], 'panoptic annotations');
    const content = await readJson(file, annotationFile, 'panoptic annotations of COCO');
    const categories = [...content.categories].sort((a, b) => Number(a.id) - Number(b.id));
    const names = new Map(categories.map((category) => [category.id, category.name]));
    const values = classValues(names.values(), background);
    const photos = new Map(content.images.map((image) => [image.id, image.file_name]));
    const files = content.annotations.map(({ image_id }) => {
      const photo = photos.get(image_id);
      if (photo === undefined)
        throw badAnnotations(file, `an annotation of the photo ${image_id}, which it doesn't list`);
      return photo;
    });
    const folders = images === undefined ? [`images/${split}`, 'images', split, '.'] : [images];
    const folder = await photoFolder(path, folders, files[0] ?? '');
    const masks = join(path, relative(path, file).replace(/\.json$/, ''));
    const ids = photoIds(files);
    return {
      name: basename(resolve(path)),
      classes: values.classes,
      ignoreValue: values.ignoreValue,
      maskFormat: { pixels: 'panoptic', others: values.ground },
      files: content.annotations.map(({ file_name, segments_info }, at) => ({
        id: ids[at],
        image: photoPath(folder, files[at]),
        mask: photoPath(masks, file_name),
        values: Object.fromEntries(
          segments_info.map(({ id: segment, category_id }) => {
            const name = names.get(category_id);
            if (name === undefined)
              throw badAnnotations(file, `an area of the category ${category_id}, which it doesn't list`);
            return [segment, values.valueOf(name)];
          }),
        ),
      })),
    };
  },
});
