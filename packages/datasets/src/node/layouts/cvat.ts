import { basename, resolve } from 'node:path';
import { readTextFile } from '@langseg/adapter-node';
import * as z from 'zod';
import type { AreaShape, DrawnArea } from '../../drawn/drawn-area.js';
import { defineLayout } from '../../layout/layout-component.js';
import { annotatedOptions, placeInside } from './annotated/annotated-options.js';
import { classValues } from './annotated/class-values.js';
import { findFile } from './annotated/find-file.js';
import { parseXml } from './annotated/parse-xml.js';
import { photoFolder, photoIds, photoPath } from './annotated/photo-folder.js';
import { badAnnotations, boxesAlone } from './read-json.js';

interface CvatImage {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly subset: string;
  readonly shapes: { readonly label: string; readonly z: number; readonly shape: AreaShape }[];
}

/** CVAT's XML 1.1, "CVAT for images", with masks and polygons; those with a higher `z_order` are drawn over the others. */
export const cvat = defineLayout({
  type: 'cvat',
  configSchema: z.strictObject({
    /** Photos of this subset alone. Default: all. */
    split: z.string().min(1).optional(),
    /** The XML file. Default `annotations.xml`. */
    annotations: placeInside.default('annotations.xml'),
    ...annotatedOptions,
  }),
  async open({ path, split, annotations, images: folder, background }) {
    const file = await findFile(path, [annotations], 'annotations of CVAT');
    const { images, labels } = readImages(await readTextFile('read the annotations', file), file);
    const mine = images.filter(({ subset }) => split === undefined || subset === split);
    const values = classValues(
      [...labels, ...images.flatMap(({ shapes }) => shapes.map(({ label }) => label))],
      background,
    );
    const names = mine.map(({ name }) => name);
    const folders =
      folder === undefined ? ['images', ...(split === undefined ? [] : [`images/${split}`]), '.'] : [folder];
    const root = await photoFolder(path, folders, names[0] ?? '');
    const ids = photoIds(names);
    return {
      name: basename(resolve(path)),
      classes: values.classes,
      ignoreValue: values.ignoreValue,
      files: mine.map(({ name, width, height, shapes }, at) => ({
        id: ids[at],
        image: photoPath(root, name),
        mask: file,
        drawn: {
          ...{ width, height, ground: values.ground },
          areas: [...shapes]
            .sort((a, b) => a.z - b.z)
            .map(({ label, shape }): DrawnArea => ({ value: values.valueOf(label), shape })),
        },
      })),
    };
  },
});

function readImages(text: string, path: string): { images: CvatImage[]; labels: string[] } {
  const images: CvatImage[] = [];
  const labels: string[] = [];
  let boxes = 0;
  parseXml(
    text,
    path,
    ({ name, attributes, parents, text: content }) => {
      if (name === 'name' && parents.at(-1) === 'label') labels.push(content.trim());
      if (parents.at(-1) !== 'image') return;
      const shape = shapeOf(name, attributes);
      if (shape)
        images.at(-1)!.shapes.push({ label: attributes.label, z: Number(attributes.z_order ?? 0), shape });
      else boxes++;
    },
    ({ name, attributes }) => {
      if (name !== 'image') return;
      const [width, height] = [Number(attributes.width), Number(attributes.height)];
      const isSized = [width, height].every((side) => Number.isInteger(side) && side > 0);
      if (!attributes.name || !isSized) throw badAnnotations(path, 'an image without name, width or height');
      images.push({ name: attributes.name, width, height, subset: attributes.subset ?? '', shapes: [] });
    },
  );
  if (boxes > 0 && images.every(({ shapes }) => shapes.length === 0)) throw badAnnotations(path, boxesAlone);
  return { images, labels };
}

function shapeOf(name: string, attributes: Readonly<Record<string, string>>): AreaShape | undefined {
  const numbers = (text = '') => text.split(/[,;]/).map(Number);
  if (name === 'polygon') return { kind: 'polygons', rings: [numbers(attributes.points)] };
  if (name !== 'mask') return undefined;
  const [left, top, width, height] = [
    attributes.left,
    attributes.top,
    attributes.width,
    attributes.height,
  ].map(Number);
  return { kind: 'box-runs', runs: numbers(attributes.rle), box: [left, top, width, height] };
}
