import { join } from 'node:path';
import { openDataset, type FileDataset } from '@langseg/datasets/node';
import { evaluateDataset, type EvaluationRecord, type Question } from '@langseg/evaluation';
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

/** Classes with fewer pixels of ground truth don't count; outlines and confidence are not asked for. */
const settings = { moreThanPixels: 500, boundaryTolerance: null, calibrationRows: null };

/** Scores a model on the `val` photos at their own size. A photo is encoded once for all protocols of its set. */
export async function scoreModel(
  segmenter: Segmenter,
  folder: string,
  protocols: readonly Protocol[],
  { longestSide, onProgress }: ScoreModelOptions = {},
): Promise<readonly ProtocolScore[]> {
  const names = [...new Set(protocols.map(({ dataset }) => dataset))];
  const datasets = await Promise.all(
    names.map((name) => openDataset({ type: 'folder', path: join(folder, name), split: 'val', name })),
  );
  const total = datasets.reduce((sum, { ids }) => sum + ids.length, 0);
  const scores = new Map<Protocol, ProtocolScore>();
  let before = 0;
  for (const dataset of datasets) {
    const asked = protocols.filter((protocol) => protocol.dataset === dataset.name);
    const records = await evaluateDataset({
      segmenter,
      dataset,
      questions: asked.map((protocol) => questionOf(protocol, dataset)),
      settings,
      longestSide,
      onProgress: (done) => onProgress?.(before + done, total),
    });
    before += dataset.ids.length;
    asked.forEach((protocol, index) => scores.set(protocol, scoreOf(protocol.name, records[index])));
  }
  return protocols.map((protocol) => scores.get(protocol)!);
}

/** A class is compared with the prompt that the protocol gives it. */
export function questionOf({ prompts, map }: Protocol, { ignoreValue }: FileDataset): Question {
  const classOfValue = new Int32Array(Math.max(map.length, ignoreValue + 1)).fill(-1);
  classOfValue.set(map);
  classOfValue[ignoreValue] = prompts.length;
  return { classes: prompts, words: prompts, classOfWord: [...prompts.keys()], classOfValue };
}

function scoreOf(name: string, { pixelAccuracy, meanIoU, classes }: EvaluationRecord): ProtocolScore {
  return {
    name,
    pixAcc: pixelAccuracy ?? NaN,
    mIoU: meanIoU ?? NaN,
    classes: classes.flatMap(({ label, iou, counted }) =>
      counted ? [{ prompt: label, iou: iou ?? NaN }] : [],
    ),
  };
}
