import { computed, signal } from '@preact/signals';
import { isPhotoWanted, photo, showPhoto } from '../state/current-photo.js';
import { createLabels } from '../state/label-list.js';
import { report } from '../state/notices.js';
import { areOwnWords } from '../state/own-words.js';
import { panes } from '../state/panes.js';
import { filesInMemory, openFileBox, type FileBox } from './file-box.js';
import { factsFile, filesOf, freeName, readFacts, type ProjectPhoto } from './project-photo.js';
import { thumbnailOf } from './thumbnail.js';

/** One's own photos, with one list of words. */
export const projectPhotos = signal<readonly ProjectPhoto[]>([]);

/** Whether the project is still there after the page was closed. */
export const isProjectKept = signal(true);

/** Addresses of the small pictures, by the photo's id. */
export const thumbnails = signal<ReadonlyMap<string, string>>(new Map());

/** The photo of the project that is on the screen. */
export const shownPhoto = computed(() =>
  photo.value?.sample === undefined
    ? projectPhotos.value.find(({ name }) => name === photo.value?.name)
    : undefined,
);

let box: FileBox = filesInMemory();
let lastWords: Parameters<typeof createLabels>[0] = [];

/** The project's files. */
export const projectFiles = () => box;

/** When the project of an earlier visit is there. */
let reopened: Promise<void> = Promise.resolve();

/** Takes up the project of an earlier visit. */
export function reopenProject(): Promise<void> {
  reopened = reopen();
  return reopened;
}

async function reopen(): Promise<void> {
  box = await openFileBox(navigator.storage, 'langseg-project');
  isProjectKept.value = box.isKept;
  const facts = await readFacts(await box.read(factsFile));
  lastWords = facts.words;
  await Promise.all(facts.photos.map(({ id }) => showThumbnail(id)));
  projectPhotos.value = facts.photos;
  const [first] = facts.photos;
  if (first && isPhotoWanted.peek() && !photo.peek()) await showProjectPhoto(first);
}

/** Takes photos: a single one is shown; several, or one more beside others, are a project, whose first is shown while the others are added. */
export async function takePhotos(files: readonly File[]): Promise<void> {
  const [first] = files;
  if (!first) return;
  if (files.length === 1 && projectPhotos.value.length === 0) return showPhoto(first, first.name);
  // Files that come early go into the same box.
  await reopened.catch(() => undefined);
  const before = projectPhotos.value.length;
  let isShown = false;
  for (const file of files) {
    await addPhoto(file).catch(report);
    const added = projectPhotos.value[before];
    if (!added || isShown) continue;
    isShown = true;
    await showProjectPhoto(added);
  }
}

async function addPhoto(file: File): Promise<void> {
  const thumbnail = await thumbnailOf(file).catch(() => undefined);
  if (!thumbnail)
    throw new Error(
      `${file.name} is not a picture that this browser can read. JPEG, PNG and WebP always work.`,
    );
  const id = crypto.randomUUID();
  await box.write(filesOf(id).photo, file);
  await box.write(filesOf(id).thumbnail, thumbnail);
  await showThumbnail(id);
  await changePhotos((photos) => [...photos, { id, name: freeName(file.name, photos) }]);
}

/** Shows a photo of the project, with the project's words where nobody has typed others. */
export async function showProjectPhoto({ id, name }: ProjectPhoto): Promise<void> {
  const file = await box.read(filesOf(id).photo);
  if (!file) return report(new Error(`${name} is gone: the browser has cleared its storage.`));
  const [{ labels }] = panes;
  if (lastWords.length > 0 && !areOwnWords(labels.value)) labels.value = createLabels(lastWords);
  isPhotoWanted.value = false;
  await showPhoto(file, name);
}

/** Changes what is known of a photo, if it is still there. */
export function changePhoto(id: string, change: Partial<ProjectPhoto>): Promise<void> {
  return changePhotos((photos) => photos.map((each) => (each.id === id ? { ...each, ...change } : each)));
}

/** Takes photos out of the project and forgets their files. */
export async function removePhotos(ids: readonly string[]): Promise<void> {
  await changePhotos((photos) => photos.filter(({ id }) => !ids.includes(id)));
  const left = new Map(thumbnails.value);
  for (const id of ids) {
    URL.revokeObjectURL(left.get(id) ?? '');
    left.delete(id);
    for (const file of Object.values(filesOf(id))) await box.remove(file);
  }
  thumbnails.value = left;
}

/** Notes the words of a run, for later visits. */
export async function keepWords(words: Parameters<typeof createLabels>[0]): Promise<void> {
  lastWords = words.map(({ word, color }) => ({ word, color }));
  await changePhotos((photos) => photos);
}

async function changePhotos(
  change: (photos: readonly ProjectPhoto[]) => readonly ProjectPhoto[],
): Promise<void> {
  projectPhotos.value = change(projectPhotos.value);
  const facts = JSON.stringify({ photos: projectPhotos.value, words: lastWords });
  await box.write(factsFile, new Blob([facts]));
}

async function showThumbnail(id: string): Promise<void> {
  const picture = await box.read(filesOf(id).thumbnail);
  if (picture) thumbnails.value = new Map(thumbnails.value).set(id, URL.createObjectURL(picture));
}
