import type { AnnotatedSet } from '../annotations/annotated-set.js';

/** The beginning of an annotation file of COCO, up to the images. */
export function cocoHeader(set: AnnotatedSet, categories: readonly object[]): string {
  const { name, created, license, madeWith } = set;
  const info = {
    description: name,
    version: '1.0',
    year: Number(created.slice(0, 4)),
    contributor: madeWith ?? '',
    url: '',
    date_created: created,
  };
  const url = license && URL.canParse(license) ? license : '';
  const licenses = license === undefined ? [] : [{ id: 1, name: license, url }];
  const list = categories.map((category) => `\n${JSON.stringify(category)}`).join(',');
  return (
    `{"info":${JSON.stringify(info)},\n"licenses":${JSON.stringify(licenses)},\n` +
    `"categories":[${list}],\n"images":[`
  );
}

/** The photos of a split as COCO lists them, numbered from 1 on. */
export async function* cocoImages(
  { license, photos }: AnnotatedSet,
  split: string,
): AsyncGenerator<object, void, undefined> {
  let id = 0;
  for await (const { file, width, height } of photos(split))
    yield { id: ++id, file_name: file, width, height, ...(license !== undefined && { license: 1 }) };
}
