import { Zip, ZipPassThrough } from 'fflate';
import type { FileBox } from './file-box.js';
import { mergeCoco, type CocoFile } from './merge-coco.js';
import { filesOf, stemOf, type ProjectPhoto } from './project-photo.js';

/** The results of a project: a mask for each photo, whose file says which number is which word, and all annotations in one file. */
export async function projectZip(box: FileBox, photos: readonly ProjectPhoto[]): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part);
  });
  const add = (name: string, bytes: Uint8Array) => {
    // Masks are compressed already, and annotations are short.
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    entry.push(bytes, true);
  };
  const annotations: CocoFile[] = [];
  for (const { id, name } of photos) {
    const [mask, coco] = await Promise.all([box.read(filesOf(id).mask), box.read(filesOf(id).coco)]);
    if (!mask || !coco) continue;
    add(`masks/${stemOf(name)}.png`, new Uint8Array(await mask.arrayBuffer()));
    annotations.push(JSON.parse(await coco.text()) as CocoFile);
  }
  const merged = JSON.stringify(mergeCoco(annotations), undefined, 1);
  add('annotations.coco.json', new TextEncoder().encode(merged));
  zip.end();
  return new Blob(parts, { type: 'application/zip' });
}
