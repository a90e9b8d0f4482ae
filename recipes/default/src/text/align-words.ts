import { SingularValueDecomposition, type Matrix } from 'ml-matrix';
import { cosine } from './cosine.js';
import type { WordRows } from './word-rows.js';

/** Words whose cosine with themselves is smaller have moved. */
const unmoved = 0.999;

const passes = 4;

/**
 * Rotates word vectors so that they lie as in another table of the same vectors: the same axes can be found in other directions on another
 * machine, and a network knows only those that it was trained with. Words that didn't move there are taken from there, rounded as they are.
 *
 * @param like its words may partly have been moved.
 * @throws Error where the two have hardly a word in common that didn't move.
 */
export function alignWords(rows: WordRows, like: WordRows): WordRows {
  const places = new Map(rows.words.map((word, row) => [word, row]));
  const shared = like.words.flatMap((word, to) =>
    places.has(word) ? [{ from: places.get(word)!, to }] : [],
  );
  let alike = shared;
  let turned = rows.directions;
  // Words that moved pull at the rotation: without them it fits.
  for (let pass = 0; pass < passes; pass++) {
    turned = rows.directions.mmul(rotation(rows.directions, like.directions, alike));
    alike = shared.filter(
      ({ from, to }) => cosine(turned.getRow(from), like.directions.getRow(to)) >= unmoved,
    );
    if (alike.length < rows.directions.columns)
      throw new Error(`Only ${alike.length} words lie alike: these are not the same vectors.`);
  }
  const lengths = [...rows.lengths];
  for (const { from, to } of alike) {
    turned.setRow(from, like.directions.getRow(to));
    lengths[from] = like.lengths[to];
  }
  return { ...rows, directions: turned, lengths };
}

/** The orthogonal matrix that brings rows closest to others (Schönemann 1966). */
function rotation(from: Matrix, to: Matrix, pairs: readonly { from: number; to: number }[]): Matrix {
  const all = [...Array(from.columns).keys()];
  const source = from.selection(
    pairs.map((pair) => pair.from),
    all,
  );
  const target = to.selection(
    pairs.map((pair) => pair.to),
    all,
  );
  const { leftSingularVectors, rightSingularVectors } = new SingularValueDecomposition(
    source.transpose().mmul(target),
  );
  return leftSingularVectors.mmul(rightSingularVectors.transpose());
}
