import { createNodeRuntime } from '@langseg/adapter-node';
import type { TableBenchmark } from '../measuring/benchmark.js';
import { runInChild } from '../measuring/run-in-child.js';
import { seconds } from '../report/format-value.js';
import { alternate, type Way } from '../training/alternate.js';
import { findPyTorch } from '../training/find-pytorch.js';
import { runPyTorch, type PyTorchOptions } from '../training/run-pytorch.js';
import { stepsTable } from '../training/steps-table.js';
import type { StepCount, StepTimes } from '../training/time-steps.js';
import { trainingOf, type TrainingSetup } from '../training/training-setups.js';

interface Comparison {
  readonly setup: TrainingSetup;
  /** The same network in `benchmarks/pytorch`. */
  readonly script: string;
  /** Whether to train with values recomputed, too. */
  readonly recompute?: boolean;
  /** Processes of each way. */
  readonly rounds: number;
  /** Of each process. */
  readonly count: StepCount;
}

/** Forward pass, backward pass and update, beside the same in PyTorch where there is one. */
function trainingSteps(
  { id, title }: Pick<TableBenchmark, 'id' | 'title'>,
  { setup, script, recompute, rounds, count }: Comparison,
): TableBenchmark {
  return {
    id,
    title,
    async measure(_, { runs }) {
      const isQuick = runs <= 2;
      const counted = isQuick ? { ...count, steps: 1 } : count;
      const train = (name: string, own: TrainingSetup): Way => ({
        name,
        run: () => runInChild({ kind: 'train', setup: own, count: counted }) as Promise<StepTimes>,
      });
      const ways = [train('LangSeg', setup)];
      if (recompute) ways.push(train('LangSeg, `recompute`', { ...setup, recompute }));
      const { threads } = createNodeRuntime().capabilities;
      const { way, remark } = await pyTorchWay(script, { ...counted, threads, images: setup.images });
      const times = await alternate(way ? [...ways, way] : ways, isQuick ? 1 : rounds);
      return stepsTable(times, { images: trainingOf(setup).batch.images, remarks: [remark()] });
    },
  };
}

/** PyTorch's steps, and a remark for below the table once they were run; or only why there are none. */
async function pyTorchWay(
  script: string,
  options: PyTorchOptions,
): Promise<{ way?: Way; remark: () => string }> {
  const found = await findPyTorch();
  if ('tried' in found)
    return { remark: () => `PyTorch was not measured: not found in ${found.tried.join(', ')}` };
  const products: number[] = [];
  const run = async () => {
    const times = await runPyTorch(found, script, options);
    products.push(times.matrixProductSeconds);
    return times;
  };
  const product = () => seconds(1000 * Math.min(...products));
  return {
    way: { name: `PyTorch ${found.version}`, run },
    remark: () => `PyTorch's matrix product of 17 GFLOP: ${product()} s`,
  };
}

export const trainingDefaultModel = trainingSteps(
  {
    id: 'training/default-model',
    title:
      "A training step of the default model's first backbone and decoder, 8 photos of 256×256, 20 labels, Adam",
  },
  {
    setup: { network: 'default-model' },
    script: 'train_default_model.py',
    rounds: 2,
    count: { steps: 5, warmUp: 1 },
  },
);

export const trainingVit = trainingSteps(
  {
    id: 'training/vit-b32',
    title: 'A training step of LSeg ViT-B/32, one photo of 384×384, 20 labels, text frozen, SGD',
  },
  {
    setup: { network: 'vit-b32' },
    script: 'train_lseg_vit.py',
    recompute: true,
    rounds: 2,
    count: { steps: 1, warmUp: 1 },
  },
);

export const trainingVitBatch = trainingSteps(
  {
    id: 'training/vit-b32-batch',
    title: 'The same with four photos; the first step of each process',
  },
  {
    setup: { network: 'vit-b32', images: 4 },
    script: 'train_lseg_vit.py',
    recompute: true,
    rounds: 1,
    count: { steps: 1, warmUp: 0 },
  },
);
