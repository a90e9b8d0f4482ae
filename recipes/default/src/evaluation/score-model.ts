import { join } from 'node:path';
import { ConfusionMatrix, segmentationScores } from '@langseg/evaluation';
import { openDataset, type FileDataset } from '@langseg/datasets/node';
import type { Segmenter } from 'langseg';
import type { Protocol } from './protocols.js';

/** How well a model does by one protocol. */
export interface ProtocolScore {
  readonly name: string;
  /** Share of the labelled pixels that are right, 0 to 1. */
  readonly pixAcc: number;
  /** Over the classes below, 0 to 1. */
  readonly mIoU: number;
  /** IoU of each prompt with enough pixels. */
  readonly classes: readonly { readonly prompt: string; readonly iou: number }[];
}

/** Options of {@link scoreModel}. */
export interface ScoreModelOptions {
  /** Longer side, in pixels, at which photos enter the image encoder. Default: the model's own. */
  readonly longestSide?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Classes with fewer pixels of ground truth don't count. */
const MORE_THAN_PIXELS = 500;

/** Scores a model on the `val` photos at their own size. A photo is encoded once for all protocols of its set. */
export async function scoreModel(
  segmenter: Segmenter,
  folder: string,
  protocols: readonly Protocol[],
  options: ScoreModelOptions = {},
): Promise<readonly ProtocolScore[]> {
  const names = [...new Set(protocols.map(({ dataset }) => dataset))];
  const datasets = await Promise.all(
    names.map((name) => openDataset({ type: 'folder', path: join(folder, name), split: 'val', name })),
  );
  const matrices = protocols.map(({ prompts }) => new ConfusionMatrix(prompts.length));
  const total = datasets.reduce((sum, { ids }) => sum + ids.length, 0);
  let done = 0;
  for (const dataset of datasets) {
    const asked = protocols.flatMap((protocol, i) =>
      protocol.dataset === dataset.name ? [{ protocol, matrix: matrices[i] }] : [],
    );
    for (const id of dataset.ids) {
      await scorePhoto(segmenter, dataset, id, asked, options);
      options.onProgress?.(++done, total);
    }
  }
  return protocols.map(({ name, prompts }, i) => scoreOf(name, prompts, matrices[i]));
}

async function scorePhoto(
  segmenter: Segmenter,
  dataset: FileDataset,
  id: string,
  asked: readonly { readonly protocol: Protocol; readonly matrix: ConfusionMatrix }[],
  { longestSide }: ScoreModelOptions,
): Promise<void> {
  const { image, mask } = await dataset.read(id);
  const encoded = await segmenter.encode(image, { longestSide });
  try {
    for (const { protocol, matrix } of asked) {
      const { labelMap } = await encoded.segment(protocol.prompts);
      const { ignoreValue } = dataset;
      matrix.add(
        labelMap,
        Int32Array.from(mask.data, (value) => (value === ignoreValue ? -1 : protocol.map[value])),
      );
    }
  } finally {
    encoded.dispose();
  }
}

function scoreOf(name: string, prompts: readonly string[], matrix: ConfusionMatrix): ProtocolScore {
  const { pixAcc, mIoU, classes } = segmentationScores(matrix, { moreThanPixels: MORE_THAN_PIXELS });
  const counted = classes.flatMap(({ iou, counted: counts }, i) =>
    counts ? [{ prompt: prompts[i], iou }] : [],
  );
  return { name, pixAcc, mIoU, classes: counted };
}
