import { computed, signal } from '@preact/signals';
import { saveBlob } from '../export/save-pane.js';
import { wordChecks } from '../state/known-words.js';
import { model, modelStatus } from '../state/model.js';
import { modelName } from '../state/model-name.js';
import { isAbort, report, whileBusy } from '../state/notices.js';
import { panes } from '../state/panes.js';
import { view } from '../state/view-settings.js';
import { wordsToAsk } from '../state/words-to-ask.js';
import { changePhoto, keepWords, projectFiles, projectPhotos } from './project.js';
import { filesOf } from './project-photo.js';

/** How far a run is. */
export const running = signal<{ readonly done: number; readonly of: number } | undefined>(undefined);

/** What results depend on: one that was made with something else is out of date. */
const settings = computed(() =>
  JSON.stringify([
    panes[0].labels.value.map(({ word, color }) => [word, color]),
    view.value.certainty,
    view.value.other,
    modelName(model.value),
  ]),
);

/** Photos whose results are those of the words on the screen. */
export const labelled = computed(() =>
  projectPhotos.value.filter(({ madeWith }) => madeWith === settings.value),
);

/** Whether a run could start. */
export const canRun = computed(
  () =>
    modelStatus.value.state === 'ready' &&
    panes[0].labels.value.length > 0 &&
    labelled.value.length < projectPhotos.value.length,
);

let cancel = new AbortController();

/** Stops after what is being done. */
export function cancelRun(): void {
  cancel.abort();
}

/** Labels one photo after the other with the words of the list. */
export async function runProject(): Promise<void> {
  const status = modelStatus.value;
  if (status.state !== 'ready' || running.value) return;
  cancel = new AbortController();
  const madeWith = settings.value;
  const labels = panes[0].labels.value;
  const words = wordsToAsk(labels, '', view.value.other, wordChecks.value);
  const tried = new Set<string>();
  // Photos that come while others are labelled have their turn, those that are removed have none.
  const left = () => projectPhotos.value.filter(({ id, madeWith: by }) => by !== madeWith && !tried.has(id));
  running.value = { done: 0, of: left().length };
  try {
    await keepWords(labels);
    const { labelPhoto } = await import('./label-photo.js');
    for (let photo = left().at(0); photo; photo = left().at(0)) {
      const { id, name } = photo;
      running.value = { done: tried.size, of: tried.size + left().length };
      tried.add(id);
      const file = await projectFiles().read(filesOf(id).photo);
      if (!file || !projectPhotos.value.some((each) => each.id === id)) continue;
      try {
        const files = await labelPhoto(status.engine, file, name, { words, labels, signal: cancel.signal });
        await projectFiles().write(filesOf(id).mask, files.mask);
        await projectFiles().write(filesOf(id).coco, files.coco);
        await changePhoto(id, { madeWith, problem: undefined });
      } catch (error) {
        if (cancel.signal.aborted || isAbort(error)) return;
        await changePhoto(id, { problem: error instanceof Error ? error.message : String(error) });
      }
    }
  } catch (error) {
    report(error);
  } finally {
    running.value = undefined;
  }
}

/** Lets the browser save the results that are there. */
export async function saveProject(): Promise<void> {
  const { projectZip } = await import('./project-zip.js');
  saveBlob(
    await whileBusy('Packing the results …', projectZip(projectFiles(), labelled.value)),
    'langseg.zip',
  );
}
