import type { ScoreRows } from '../interfaces/score-rows.js';
import type { TextEncoder } from '../interfaces/text-encoder.js';
import type { NearWord } from '../interfaces/text-vocabulary.js';
import type { ExplainedLabel, ExplainOptions, Explanation } from '../results/explanation.js';
import type { Tensor } from '../tensor/tensor.js';
import type { EmbeddedSet } from './embed-labels.js';

/** What is known of the pixel to explain. */
export interface PixelFacts {
  readonly x: number;
  readonly y: number;
  /** Its label in the result. */
  readonly index: number;
  /** `[D]`, of length 1. */
  readonly embedding: Float32Array;
}

/** What a pixel is explained by. */
export interface ExplainInit {
  readonly set: EmbeddedSet;
  /** Scores of the different labels. */
  readonly rows: ScoreRows;
  readonly temperature: number;
  readonly textEncoder: TextEncoder;
}

/** Ranks the labels at a pixel and names the words nearest to it. Errors as `TextEncoder.encode`. */
export async function explainPixel(
  { x, y, index, embedding }: PixelFacts,
  { set, rows, temperature, textEncoder }: ExplainInit,
  { words, nearest: count = 5, top = 10, signal }: ExplainOptions,
): Promise<Explanation> {
  const scores = scoresAt(rows, x, y);
  const similarities = similaritiesTo(embedding, set.text);
  const probabilities = softmaxOf(scores, temperature);
  const ranking = [...scores.keys()]
    .sort((a, b) => scores[b] - scores[a])
    .map((plane): ExplainedLabel => {
      const label = set.unique[plane];
      const own = set.planes?.[plane].words ?? [plane];
      const best = own.reduce<number | undefined>(
        (a, b) => (a === undefined || similarities[b] > similarities[a] ? b : a),
        undefined,
      );
      return {
        label,
        index: set.labels.indexOf(label),
        score: scores[plane],
        probability: probabilities[plane],
        ...(best !== undefined && { similarity: similarities[best] }),
        ...(best !== undefined && set.words[best] !== label && { word: set.words[best] }),
      };
    });
  const label = set.labels[index];
  const near = words
    ? await nearestOf(words, embedding, textEncoder, count, signal)
    : textEncoder.vocabulary?.nearest(embedding, count);
  return {
    x,
    y,
    label,
    index,
    ranking: ranking.slice(0, Math.max(1, top)),
    ...(ranking.length > 1 && {
      margin: ranking[0].score - ranking[1].score,
      otherwise: ranking.find((other) => other.label !== label)!.label,
    }),
    ...(near && { nearest: near }),
  };
}

/** Scores of all labels at one pixel, as logits. */
function scoresAt(rows: ScoreRows, x: number, y: number): Float64Array {
  const { width, labelCount, kind } = rows;
  const row = new Float32Array(width * labelCount);
  rows.fill(y, row);
  const scores = Float64Array.from(row.subarray(x * labelCount, (x + 1) * labelCount));
  return kind === 'logits' ? scores : scores.map(Math.log);
}

function softmaxOf(scores: Float64Array, temperature: number): Float64Array {
  const max = Math.max(...scores);
  const powers = scores.map((score) => Math.exp((score - max) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Cosines between a unit vector and unit rows. */
function similaritiesTo(vector: Float32Array, { shape: [count, width], data }: Tensor<'float32'>): number[] {
  return Array.from({ length: count }, (_, row) => {
    let sum = 0;
    for (let d = 0; d < width; d++) sum += data[row * width + d] * vector[d];
    return sum;
  });
}

async function nearestOf(
  words: readonly string[],
  embedding: Float32Array,
  textEncoder: TextEncoder,
  count: number,
  signal: AbortSignal | undefined,
): Promise<NearWord[]> {
  const distinct = [...new Set(words)];
  if (distinct.length === 0) return [];
  const similarities = similaritiesTo(embedding, await textEncoder.encode(distinct, { signal }));
  return distinct
    .map((word, i) => ({ word, similarity: similarities[i] }))
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, count);
}
