import { join, posix } from 'node:path';
import { imageExtensions } from '@langseg/adapter-node';
import type { FolderLayout } from '../layout/layout.js';
import type { SampleFiles } from '../layout/sample-files.js';
import type { IncompleteSample } from './file-dataset.js';
import { filesById, type FilesById } from './pairing/files-by-id.js';
import { findListed, type ListedSample } from './pairing/find-listed.js';
import { listFiles } from './pairing/list-files.js';
import { describeLone, describeOthers, loneFolders } from './pairing/passed-over.js';

/** Photos and masks that belong together, and samples that lack one of them. */
export interface PairedFiles {
  readonly files: readonly SampleFiles[];
  readonly incomplete: readonly IncompleteSample[];
  /** What was passed over, a sentence each. */
  readonly notes: readonly string[];
}

/** The files of the two folders by sample. */
interface Sides {
  readonly images: FilesById;
  readonly masks: FilesById;
  /** Files beside the masks that end in something else, by name without ending. */
  readonly others: ReadonlyMap<string, string>;
}

/**
 * Finds the photo and the mask of every sample: of the ids of the split in their order, or of all that the folders hold,
 * by name, with the folders inside of them. Folders are listed once, not asked for each file.
 *
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED` when a folder can't be listed.
 */
export async function pairFiles(layout: FolderLayout): Promise<PairedFiles> {
  const { imageFolder, maskFolder } = layout;
  const maskEnding = layout.maskEnding.toLowerCase();
  const imageEndings = layout.imageEnding ? [layout.imageEnding.toLowerCase()] : imageExtensions;
  const photos = filesById(await listFiles('read the photos in', imageFolder), imageEndings);
  const drawn = filesById(await listFiles('read the masks in', maskFolder), [maskEnding]);
  const [images, masks] = [photos.byId, drawn.byId];
  const sides = { images, masks, others: new Map(drawn.others.map((file) => [withoutEnding(file), file])) };
  const lone = { images: loneFolders(images, masks), masks: loneFolders(masks, images) };
  const samples =
    layout.ids?.map((line) => findListed(line, { images, masks, imageFolder, imageEndings, maskEnding })) ??
    allSamples(sides, new Set([...lone.images, ...lone.masks].map(({ path }) => path)));

  const files: SampleFiles[] = [];
  const incomplete: IncompleteSample[] = [];
  // A list that names a sample twice would make it twice as likely.
  for (const sample of new Map(samples.map((each) => [each.id, each])).values()) {
    const found = pair(sample, sides, layout);
    if ('code' in found) incomplete.push(found);
    else files.push(found);
  }
  const notes = layout.ids
    ? []
    : [
        ...describeLone(imageFolder, maskFolder, lone.images),
        ...describeLone(maskFolder, imageFolder, lone.masks),
        ...describeOthers(imageFolder, photos.others, `photos (${imageEndings.join(' ')})`),
      ];
  return { files, incomplete, notes };
}

function allSamples({ images, masks }: Sides, passedOver: ReadonlySet<string>): ListedSample[] {
  return [...new Set([...images.keys(), ...masks.keys()])]
    .filter((id) => !passedOver.has(posix.dirname(id)))
    .sort()
    .map((id) => ({ id }));
}

function pair(
  { id, image }: ListedSample,
  sides: Sides,
  layout: FolderLayout,
): SampleFiles | IncompleteSample {
  const { imageFolder, maskFolder, maskEnding } = layout;
  const images = image === undefined ? (sides.images.get(id) ?? []) : [image];
  const masks = sides.masks.get(id) ?? [];
  const missing = (message: string): IncompleteSample => ({ id, code: 'NOT_FOUND', message });
  const unclear = (folder: string, names: readonly string[]): IncompleteSample => ({
    id,
    code: 'CONFIG_INVALID',
    message: `${names.map((name) => join(folder, name)).join(' and ')} have the same name; remove or rename all but one`,
  });
  if (images.length === 0) return missing(`${join(imageFolder, id)} (.jpg, .png …) is missing`);
  if (images.length > 1) return unclear(imageFolder, images);
  if (masks.length > 1) return unclear(maskFolder, masks);
  if (masks.length === 0) {
    const other = sides.others.get(id);
    const instead = other === undefined ? '' : `; ${other} is there, but masks must end in ${maskEnding}`;
    return missing(`${join(maskFolder, `${id}${maskEnding}`)} is missing${instead}`);
  }
  const undecodable = [...images, ...masks].find((name) => name.includes('\uFFFD'));
  if (undecodable !== undefined)
    return missing(`the name of ${undecodable} is not UTF-8, so the file can't be opened; rename it`);
  return { id, image: join(imageFolder, images[0]), mask: join(maskFolder, masks[0]) };
}

function withoutEnding(file: string): string {
  return file.replace(/\.[^./]*$/, '').normalize('NFC');
}
