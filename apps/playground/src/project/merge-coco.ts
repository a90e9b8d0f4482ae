import type { cocoAnnotations } from '../export/coco-annotations.js';

/** An annotation file of COCO. */
export type CocoFile = ReturnType<typeof cocoAnnotations>;

/** One annotation file of those of single photos; words of the same name become one category. */
export function mergeCoco(files: readonly CocoFile[]): CocoFile {
  const categories = new Map<string, CocoFile['categories'][number]>();
  const images: CocoFile['images'] = [];
  const annotations: CocoFile['annotations'] = [];
  for (const file of files) {
    const imageIds = new Map<number, number>();
    for (const image of file.images) {
      imageIds.set(image.id, images.length + 1);
      images.push({ ...image, id: images.length + 1 });
    }
    const names = new Map(file.categories.map(({ id, name }) => [id, name]));
    for (const category of file.categories)
      if (!categories.has(category.name))
        categories.set(category.name, { ...category, id: categories.size + 1 });
    for (const annotation of file.annotations)
      annotations.push({
        ...annotation,
        id: annotations.length + 1,
        image_id: imageIds.get(annotation.image_id)!,
        category_id: categories.get(names.get(annotation.category_id)!)!.id,
      });
  }
  return {
    info: { description: 'Made with LangSeg' },
    images,
    categories: [...categories.values()],
    annotations,
  };
}
