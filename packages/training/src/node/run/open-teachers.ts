import { LangSegError, type RunOptions, type Runtime } from '@langseg/core';
import { checkLabelOptions } from '../../data/labels/check-label-options.js';
import type { LabelOptions } from '../../data/labels/label-options.js';
import { offeredLabels, type OfferedLabels } from '../../data/labels/offered-labels.js';
import type { Teaching } from '../../data/teaching/teaching.js';
import type { NodeRecipe } from '../recipe/node-recipe.js';
import { mapFolderOf, teachPhotos } from '../teachers/teach-photos.js';
import { readTeacherFolder, type TeacherFolder } from '../teachers/teacher-folder.js';
import type { TrainingEvent } from '../setup-event.js';
import type { OpenDataset } from './open-data.js';
import type { RunFolder } from './run-folder.js';

/** A teacher of a recipe, and what is learned from it. */
export interface OpenTeacher {
  readonly teacher: TeacherFolder;
  readonly teaching: Teaching;
  readonly offered: OfferedLabels;
  /** Whose photos it looks at. */
  readonly datasets: readonly OpenDataset[];
}

/** Its classes are numbered as by the network; none of them is ignored. */
const ignoreValue = 0xffff;

/**
 * Opens the teachers of a recipe.
 *
 * @throws LangSegError as `readTeacherFolder`; `CONFIG_INVALID` for a data set that the recipe does not train on, or a class that the teacher
 * does not know; `LABELS_INVALID` for a teacher with less than two words.
 */
export async function openTeachers(
  { teaching, data }: Pick<NodeRecipe, 'teaching' | 'data'>,
  train: readonly OpenDataset[],
  run: Pick<RunFolder, 'teachers'>,
): Promise<readonly OpenTeacher[]> {
  if (!teaching) return [];
  const folder = teaching.folder ?? run.teachers;
  return Promise.all(
    teaching.teachers.map(async ({ path, labelOptions, margin, chance, datasets: named }) => {
      const teacher = await readTeacherFolder(path);
      const { name, classes } = teacher;
      const classList = { classes, ignoreValue };
      checkLabelOptions([{ dataset: { name, ...classList }, options: labelOptions ?? {} }]);
      const labels: LabelOptions = { ...data.labels, ...labelOptions };
      const offered = offeredLabels(classList, labels);
      if (offered.words.length < 2) throw tooFewWords(name, offered.words);
      const own = mapFolderOf(folder, teacher);
      return {
        teacher,
        teaching: { name, folder: own, classList, labels, margin, chance },
        offered,
        datasets: named ? named.map((wanted) => datasetOf(wanted, name, train)).flat() : train,
      };
    }),
  );
}

/** Shows every photo that it has not seen yet to each teacher. */
export async function showPhotos(
  teachers: readonly OpenTeacher[],
  {
    runtime,
    onEvent,
    signal,
  }: RunOptions & { readonly runtime: Runtime; readonly onEvent: (event: TrainingEvent) => void },
): Promise<void> {
  for (const { teacher, teaching, datasets } of teachers) {
    const photos = datasets.flatMap(({ dataset }) => dataset.files.map(({ image }) => image));
    await teachPhotos(teacher, teaching.folder, [...new Set(photos)], {
      runtime,
      signal,
      onProgress: (done, total) => onEvent({ type: 'checking', name: teacher.name, done, total }),
    });
  }
}

/** What is learned from teachers on the photos of a data set. */
export function teachingsOf(teachers: readonly OpenTeacher[], dataset: OpenDataset): readonly Teaching[] {
  return teachers.flatMap(({ teaching, datasets }) => (datasets.includes(dataset) ? [teaching] : []));
}

function datasetOf(wanted: string, teacher: string, train: readonly OpenDataset[]): readonly OpenDataset[] {
  const found = train.filter(({ dataset }) => dataset.name === wanted);
  if (found.length > 0) return found;
  const names = train.map(({ dataset }) => dataset.name);
  throw new LangSegError(
    'CONFIG_INVALID',
    `The teacher ${teacher} should look at the data set "${wanted}", but the recipe trains on ${names.join(', ')}.`,
    { teacher, dataset: wanted, datasets: names },
  );
}

function tooFewWords(name: string, words: readonly string[]): LangSegError {
  return new LangSegError(
    'LABELS_INVALID',
    `The teacher ${name} must have at least two words, ${words.length === 1 ? `it only has "${words[0]}"` : 'it has none'}: check the classes of its teacher.json and its labelOptions.`,
    { teacher: name, words },
  );
}
