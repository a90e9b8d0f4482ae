/**
 * The fifth stage: goes on from `$LANGSEG_RUN/with-scenes.safetensors`, the weights of the fourth one with a second trunk, and learns the
 * words of ADE20K from networks that teach, on the photos of all sets. Both trunks stay as they are.
 *
 *     LANGSEG_RUN=RUN4 node --conditions=@langseg/source --import tsx recipes/default/train.ts --recipe recipes/default/widen.ts --out RUN5
 */
import { basename, join } from 'node:path';
import { twoTrunkChannels } from '@langseg/image-encoders';
import type { NodeRecipeInput } from '@langseg/training/node';
import { recipe as polished } from './polish.js';
import { model, rank, wordNet } from './recipe.js';
import { labelsFor } from './src/labels/label-options.js';
import { plural } from './src/labels/plural.js';
import { materialFromEnvironment, runFromEnvironment, teacherFolder } from './src/material.js';
import { teachers } from './src/teacher/teachers.js';

const { work } = materialFromEnvironment();

/** How sure a teacher must be, and how often it is asked: the one with 150 classes errs more often and knows more. */
const lessons = { ade150: { margin: 0.3, chance: 2 }, ade31: { margin: 0.2, chance: 1 } };

function teacher(name: keyof typeof lessons) {
  const words = teachers[name].classes.filter((word) => word !== null);
  const { synonyms: others, broader } = labelsFor(wordNet, words, rank);
  // "Sofas" has a vector of its own, far from that of "sofa".
  const synonyms = Object.fromEntries(
    words.flatMap((word) => {
      const several = plural(word, (part) => rank(part) !== undefined);
      const all = [...(others[word] ?? []), ...(several === undefined ? [] : [several, several])];
      return all.length > 0 ? [[word, all]] : [];
    }),
  );
  return {
    path: teacherFolder({ work }, name),
    ...lessons[name],
    labelOptions: { synonyms, broader, broaderProbability: 0.03 },
  };
}

export const recipe: NodeRecipeInput = {
  ...polished,
  seed: 11,
  // Batch norms keep what they know: the second trunk adds to maps that they have seen.
  model: { ...model, sizes: twoTrunkChannels, batchNorm: 'frozen' },
  start: { checkpoint: join(runFromEnvironment(), 'with-scenes.safetensors'), minimum: 1 },
  distillation: undefined,
  teaching: {
    teachers: [teacher('ade150'), teacher('ade31')],
    weight: 0.7,
    folder: join(work, 'taught'),
  },
  // What is in the background of VOC's photos the teachers say, indoors and outdoors.
  data: { ...polished.data, train: polished.data.train.filter(({ path }) => basename(path) !== 'voc_stuff') },
  parameters: { ...polished.parameters, freeze: 'backbone' },
  epochs: 10,
  learningRate: { base: 0.0004, decoderFactor: 2 },
  schedule: { type: 'cosine', per: 'step', floor: 0.05, warmUp: { fraction: 0.04 } },
};
