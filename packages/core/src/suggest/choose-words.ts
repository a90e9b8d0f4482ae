import type { Tensor } from '../tensor/tensor.js';

/** A word of the list that was chosen. */
export interface ChosenWord {
  readonly index: number;
  readonly share: number;
  readonly margin: number;
}

/** When words are chosen. */
export interface ChooseOptions {
  readonly count: number;
  readonly minShare: number;
  readonly minMargin: number;
  /** Scores that differ by less than this say nearly the same. */
  readonly tolerance: number;
}

/**
 * Chooses few words that explain much of a photo: again and again the one that is nearly the best in most of what is not explained
 * yet. Then they compete with each other and the last label, and those that win too little or too narrowly leave.
 *
 * @param logits `[N + 1, h, w]`; the last label is what takes the rest.
 */
export function chooseWords(logits: Tensor<'float32'>, options: ChooseOptions): ChosenWord[] {
  const rest = logits.shape[0] - 1;
  let chosen = cover(logits, options);
  for (;;) {
    const results = compete(logits, [...chosen, rest]);
    const weakest = results
      .slice(0, -1)
      .filter(({ share, margin }) => share < options.minShare || margin < options.minMargin)
      .sort((a, b) => a.share - b.share)[0];
    if (!weakest) return results.slice(0, -1).sort((a, b) => b.share - a.share);
    chosen = chosen.filter((index) => index !== weakest.index);
  }
}

function cover(
  { data, shape: [labels] }: Tensor<'float32'>,
  { count, minShare, tolerance }: ChooseOptions,
): number[] {
  const cells = data.length / labels;
  const best = new Float32Array(cells).fill(-Infinity);
  for (let label = 0, at = 0; label < labels; label++)
    for (let cell = 0; cell < cells; cell++, at++) if (data[at] > best[cell]) best[cell] = data[at];
  const isExplained = new Uint8Array(cells);
  const chosen: number[] = [];
  while (chosen.length < count) {
    const gains = Array.from({ length: labels - 1 }, (_, label) => {
      let gain = 0;
      for (let cell = 0, at = label * cells; cell < cells; cell++, at++)
        if (!isExplained[cell]) gain += Math.exp((data[at] - best[cell]) / (tolerance / 2));
      return gain / cells;
    });
    const gain = Math.max(...gains);
    const label = gains.indexOf(gain);
    if (gain < minShare || chosen.includes(label)) break;
    chosen.push(label);
    for (let cell = 0, at = label * cells; cell < cells; cell++, at++)
      if (data[at] >= best[cell] - tolerance) isExplained[cell] = 1;
  }
  return chosen;
}

function compete({ data, shape: [labels] }: Tensor<'float32'>, chosen: readonly number[]): ChosenWord[] {
  const cells = data.length / labels;
  const won = chosen.map(() => ({ cells: 0, margin: 0 }));
  for (let cell = 0; cell < cells; cell++) {
    const scores = chosen.map((label) => data[label * cells + cell]);
    const first = Math.max(...scores);
    const winner = scores.indexOf(first);
    const second = Math.max(...scores.filter((_, place) => place !== winner));
    won[winner].cells++;
    won[winner].margin += first - second;
  }
  return chosen.map((index, place) => ({
    index,
    share: won[place].cells / cells,
    margin: won[place].cells === 0 ? 0 : won[place].margin / won[place].cells,
  }));
}
