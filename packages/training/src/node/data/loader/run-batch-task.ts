import { LangSegError, type ComponentSet } from '@langseg/core';
import type { Sample } from '@langseg/datasets';
import { readSample } from '@langseg/datasets/node';
import { prepareElement, type PreparedElement } from '../../../data/prepare-element.js';
import { stackElements } from '../../../data/stack-elements.js';
import { createRandom } from '../../../random/create-random.js';
import type { Random } from '../../../random/random.js';
import type { BatchResult, BatchTask, ElementTask, SkippedSample } from './batch-task.js';

/**
 * Makes a batch: decodes, augments and draws labels. Every element has random numbers of its own, so the order in which
 * files happen to be decoded does not matter.
 *
 * @throws LangSegError of `readSample`, when no candidate of an element can be read.
 */
export async function runBatchTask(
  { seed, epoch, index, elements }: BatchTask,
  registry: ComponentSet,
): Promise<BatchResult> {
  const finished = await Promise.all(
    elements.map((element, place) =>
      prepare(element, createRandom(seed, 'element', epoch, index, place), registry),
    ),
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

async function prepare(task: ElementTask, random: Random, registry: ComponentSet): Promise<FinishedElement> {
  const { id, sample, skipped } = await readFirst(task);
  return { id, skipped, element: prepareElement(sample, task.classList, task.recipe, random, registry) };
}

/** Reads the first candidate that can be read. */
async function readFirst({ dataset, classList, candidates }: ElementTask): Promise<{
  id: string;
  sample: Sample;
  skipped: SkippedSample[];
}> {
  const skipped: SkippedSample[] = [];
  for (const [i, files] of candidates.entries()) {
    const id = `${dataset}/${files.id}`;
    try {
      return { id, skipped, sample: await readSample({ ...files, id }, classList) };
    } catch (error) {
      // Without a decoder no other sample can be read either.
      const isLast = i === candidates.length - 1;
      if (isLast || !LangSegError.is(error) || error.code === 'RUNTIME_FAILED') throw error;
      skipped.push({ id, message: error.message });
    }
  }
  throw new LangSegError('NOT_FOUND', `There is no sample of ${dataset} to read.`, { dataset });
}
