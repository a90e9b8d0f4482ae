import { isOtherLabel, safeParse, type Label, type RunOptions } from '@langseg/core';
import { labelStudioRegions } from '@langseg/datasets';
import { Refusal, type ExtensionContext, type SegmentWishes } from '@langseg/server';
import * as z from 'zod';
import { withPrompt } from '../labels/prompt.js';
import type { ConfigControl, ConfigLabel, LabellingConfig } from '../labels/labelling-config.js';
import type { TaskPhotos } from '../photos/task-photos.js';
import type { AreaOptions } from './area-options.js';

/** What a task is predicted with. */
export interface PredictTaskInit extends Required<RunOptions> {
  readonly config: LabellingConfig;
  /** What somebody has typed for this task; `''` for nothing. */
  readonly prompt: string;
  readonly photos: TaskPhotos;
  readonly segment: ExtensionContext['segment'];
  readonly options: AreaOptions;
}

/** A prediction as Label Studio takes it. */
export interface Prediction {
  readonly result: readonly object[];
  /** Mean score of the regions. */
  readonly score?: number;
}

const size = z.int().min(0);
const areasAnswer = z.object({
  width: size,
  height: size,
  areas: z.array(
    z.object({
      label: z.string(),
      pixels: size,
      box: z.tuple([size, size, size, size]),
      score: z.number().optional(),
      segmentation: z.object({ size: z.tuple([size, size]), counts: z.string() }),
    }),
  ),
});

type Areas = z.output<typeof areasAnswer>;

/**
 * Segments the photos of a task with the labels of its project, and draws what was found. Nothing is kept for the next task.
 *
 * @param data fields of the task.
 * @throws Refusal for a photo that can't be read, and for labels and photos that the API refuses; LangSegError.
 */
export async function predictTask(
  data: Readonly<Record<string, unknown>>,
  { config, prompt, photos, segment, options, signal }: PredictTaskInit,
): Promise<Prediction> {
  const regions: object[] = [];
  const scores: number[] = [];
  for (const [tag, field] of config.photos) {
    const controls = inOrder(config.controls, tag, options.shape ?? 'brush');
    if (controls.length === 0) continue;
    const address = fieldOf(data, field);
    if (typeof address !== 'string' || address === '')
      throw new Refusal(
        'REQUEST_INVALID',
        `The task has no "${field}", which the labelling config names as its photo.`,
      );
    const image = await photos.read(address, { signal });
    const labels = withPrompt(labelsOf(controls), prompt);
    const { bytes } = await segment(image, wishesFor(labels, options), { signal });
    const { width, height, areas } = readAreas(bytes);
    for (const area of areas) {
      const { label } = area;
      const { name: from, shape } = controls.find(({ labels: own }) =>
        own.some(({ name }) => name === label),
      )!;
      const facts = { width, height, label, shape, from, to: tag, tolerance: options.tolerance ?? 1 };
      regions.push(...labelStudioRegions({ ...area, rle: area.segmentation }, facts));
      if (area.score !== undefined) scores.push(area.score);
    }
  }
  const result = regions.map((region, at) => ({ id: `langseg-${at + 1}`, ...region }));
  if (scores.length === 0) return { result };
  return { result, score: scores.reduce((sum, score) => sum + score, 0) / scores.length };
}

/** A field of a task; one with dots may be inside of another. */
function fieldOf(data: Readonly<Record<string, unknown>>, field: string): unknown {
  if (Object.hasOwn(data, field)) return data[field];
  let value: unknown = data;
  for (const part of field.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

function inOrder(
  controls: readonly ConfigControl[],
  tag: string,
  preferred: ConfigControl['shape'],
): ConfigControl[] {
  const own = controls.filter(({ to }) => to === tag);
  return [
    ...own.filter(({ shape }) => shape === preferred),
    ...own.filter(({ shape }) => shape !== preferred),
  ];
}

/** The labels of all controls, each once, with the words that one of them has. */
function labelsOf(controls: readonly ConfigControl[]): ConfigLabel[] {
  const labels = new Map<string, ConfigLabel>();
  for (const label of controls.flatMap((control) => control.labels))
    if (labels.get(label.name)?.words === undefined) labels.set(label.name, label);
  return [...labels.values()];
}

function wishesFor(labels: readonly ConfigLabel[], options: AreaOptions): SegmentWishes {
  const { other, minScore, minMargin, instances = 'components', minArea = 50, scores = false } = options;
  const asked: Label[] = labels.map(({ name, words }) => ({ name, words: words ?? [name] }));
  const isCovered = other !== undefined || labels.some(({ name }) => isOtherLabel(name));
  return {
    labels: isCovered ? asked : [...asked, 'other'],
    output: 'areas',
    options: { instances, minArea, scores },
    other,
    minScore,
    minMargin,
  };
}

function readAreas(bytes: Uint8Array): Areas {
  const answer = safeParse(areasAnswer, JSON.parse(new TextDecoder().decode(bytes)));
  if (answer.success) return answer.data;
  throw new Refusal('INTERNAL', 'The format "areas" of this server is another one.');
}
