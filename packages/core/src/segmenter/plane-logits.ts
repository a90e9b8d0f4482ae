import type { PipelineParts } from '../components/pipeline.js';
import type { PixelEmbeddings } from '../interfaces/image-encoder.js';
import type { RunOptions } from '../interfaces/run-options.js';
import type { LabelPlane, LabelSet } from '../labels/label-set.js';
import { logAdd } from '../math/log-sum-map.js';
import { pickRows } from '../tensor/pick-rows.js';
import { sizeOf, tensor, type Tensor } from '../tensor/tensor.js';
import { labelLogits, maxElements, never } from './label-logits.js';

/** What is known of labels before a photo is looked at. */
export interface EmbeddedLabels extends Pick<LabelSet, 'unique' | 'planes' | 'scoring'> {
  /** Embeddings `[W, D]` of the set's words. */
  readonly text: Tensor<'float32'>;
}

/** Some of the different labels, in the given order. */
export function pickLabels(labels: EmbeddedLabels, positions: readonly number[]): EmbeddedLabels {
  const { unique, planes, text, scoring } = labels;
  const picked = positions.map((position) => unique[position]);
  if (!planes) return { unique: picked, text: pickRows(text, positions), scoring };
  return { unique: picked, planes: positions.map((position) => planes[position]), text, scoring };
}

/** Logits of labels, with the position of the first of them. */
export interface LogitsPiece {
  /** `[n, h, w]`. */
  readonly logits: Tensor<'float32'>;
  readonly firstLabel: number;
}

/**
 * Logits of the different labels of a set, in as few pieces as memory allows: those of their words, of which a label of several
 * words takes the best or the sum. Words are put together on the network's grid, before logits are upsampled.
 *
 * @throws LangSegError as {@link labelLogits}.
 */
export async function* planeLogits(
  parts: Pick<PipelineParts, 'head' | 'regularizer'>,
  pixels: PixelEmbeddings,
  { text, planes, unique, scoring }: EmbeddedLabels,
  options: RunOptions,
): AsyncGenerator<LogitsPiece> {
  if (!planes) {
    yield* labelLogits(parts, pixels, text, options);
    return;
  }
  const [gridHeight, gridWidth] = pixels.norms.shape.slice(1);
  const limit = Math.max(1, Math.floor(maxElements / sizeOf([gridHeight, gridWidth])));
  const coupled = parts.regularizer?.couplesLabels ?? false;
  for (let firstLabel = 0; firstLabel < unique.length; firstLabel += limit) {
    const piece = planes.slice(firstLabel, firstLabel + limit);
    const words = coupled ? [...Array(text.shape[0]).keys()] : piece.flatMap((plane) => plane.words);
    const logits = tensor('float32', [piece.length, gridHeight, gridWidth]);
    const owners = ownersOf(piece, words);
    startPlanes(logits, piece);
    if (words.length > 0)
      for await (const part of labelLogits(parts, pixels, pickRows(text, words), options))
        addWords(logits, part, owners, scoring);
    yield { logits, firstLabel };
  }
}

/** For each word the plane that it belongs to, or −1. */
function ownersOf(planes: readonly LabelPlane[], words: readonly number[]): Int32Array {
  const owners = new Map<number, number>(
    planes.flatMap((plane, at) => plane.words.map((word) => [word, at] as const)),
  );
  return Int32Array.from(words, (word) => owners.get(word) ?? -1);
}

function startPlanes({ data, shape: [count] }: Tensor<'float32'>, planes: readonly LabelPlane[]): void {
  const area = data.length / count;
  planes.forEach(({ least = never }, at) => data.fill(least, at * area, (at + 1) * area));
}

function addWords(
  { data, shape: [count] }: Tensor<'float32'>,
  { logits, firstLabel }: LogitsPiece,
  owners: Int32Array,
  scoring: LabelSet['scoring'],
): void {
  const area = data.length / count;
  for (let word = 0; word < logits.shape[0]; word++) {
    const owner = owners[firstLabel + word];
    if (owner < 0) continue;
    const source = logits.data.subarray(word * area, (word + 1) * area);
    const target = data.subarray(owner * area, (owner + 1) * area);
    if (scoring === 'max') for (let i = 0; i < area; i++) target[i] = Math.max(target[i], source[i]);
    else for (let i = 0; i < area; i++) target[i] = logAdd(target[i], source[i]);
  }
}
