import { LangSegError, type ComponentSet } from '@langseg/core';
import type { Sample } from '@langseg/datasets';
import { readSample } from '@langseg/datasets/node';
import { prepareElement, type PreparedElement } from '../../../data/prepare-element.js';
import type { ElementTeaching } from '../../../data/teaching/teaching.js';
import { stackElements } from '../../../data/stack-elements.js';
import { createRandom } from '../../../random/create-random.js';
import type { Random } from '../../../random/random.js';
import { drawTeaching } from '../../teachers/draw-teaching.js';
import type { BatchResult, BatchTask, ElementTask, SkippedSample } from './batch-task.js';

/**
 * Makes a batch: decodes, augments and draws labels. Every element has random numbers of its own, so the order in which
 * files happen to be decoded does not matter.
 *
 * @throws LangSegError of `readSample`, when no candidate of an element can be read.
 */
export async function runBatchTask(
  { seed, epoch, index, elements, grid }: BatchTask,
  registry: ComponentSet,
): Promise<BatchResult> {
  const finished = await Promise.all(
    elements.map((element, place) => {
      const random = createRandom(seed, 'element', epoch, index, place);
      const own = createRandom(seed, 'teacher', epoch, index, place);
      return prepare(element, random, registry, (photo) => drawTeaching(photo, element.teachings, grid, own));
    }),
  );
  return {
    batch: stackElements(
      finished.map(({ element }) => element),
      finished.map(({ id }) => id),
    ),
    allIgnored: finished.filter(({ element }) => element.allIgnored).length,
    skipped: finished.flatMap(({ skipped }) => skipped),
  };
}

interface FinishedElement {
  readonly id: string;
  readonly element: PreparedElement;
  readonly skipped: readonly SkippedSample[];
}

async function prepare(
  { classList, recipe, ...task }: ElementTask,
  random: Random,
  registry: ComponentSet,
  teachingOf: (photo: string) => Promise<ElementTeaching | undefined>,
): Promise<FinishedElement> {
  const { id, image, sample, skipped } = await readFirst({ ...task, classList });
  const taught = await teachingOf(image);
  return { id, skipped, element: prepareElement(sample, classList, recipe, random, registry, taught) };
}

/** Reads the first candidate that can be read. */
async function readFirst({
  dataset,
  classList,
  candidates,
}: Pick<ElementTask, 'dataset' | 'classList' | 'candidates'>): Promise<{
  id: string;
  image: string;
  sample: Sample;
  skipped: SkippedSample[];
}> {
  const skipped: SkippedSample[] = [];
  for (const [i, files] of candidates.entries()) {
    const id = `${dataset}/${files.id}`;
    try {
      return { id, image: files.image, skipped, sample: await readSample({ ...files, id }, classList) };
    } catch (error) {
      // Without a decoder no other sample can be read either.
      const isLast = i === candidates.length - 1;
      if (isLast || !LangSegError.is(error) || error.code === 'RUNTIME_FAILED') throw error;
      skipped.push({ id, message: error.message });
    }
  }
  throw new LangSegError('NOT_FOUND', `There is no sample of ${dataset} to read.`, { dataset });
}
