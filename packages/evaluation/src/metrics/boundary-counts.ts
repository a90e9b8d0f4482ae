import { createPointIndex } from './point-index.js';

/** How well the outlines of one class agree in one photo, in pixels. */
export interface BoundaryCounts {
  readonly class: number;
  /** Pixels on the predicted outline, and those of them near the true one. */
  readonly predicted: number;
  readonly predictedNear: number;
  /** Pixels on the true outline, and those of them near the predicted one. */
  readonly truth: number;
  readonly truthNear: number;
}

/** A map of classes, row-major. */
export interface ClassMap {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/**
 * Compares the outlines of each class. A pixel is on the outline of its class where a neighbour to the left, right, above or
 * below has another one; pixels outside of the classes, and those beside them, are on none.
 *
 * @param prediction class of each pixel.
 * @param target true class of each pixel; other values belong to no class, and nothing is predicted there.
 * @param distance up to which outlines agree, in pixels.
 * @returns an entry for each class with an outline, by number.
 */
export function boundaryCounts(
  prediction: ClassMap,
  target: ClassMap,
  classes: number,
  distance: number,
): BoundaryCounts[] {
  const { width, height } = target;
  const compared = comparedClasses(prediction, target, classes);
  const [mine, theirs] = compared.map((each) => outlines(each, classes));
  const index = createPointIndex(width, height, distance);
  const near = (points: Int32Array, others: Int32Array): number => {
    if (points.length === 0 || others.length === 0) return 0;
    index.set(others);
    return index.countNear(points);
  };
  return Array.from({ length: classes }, (_, number) => {
    const [predicted, truth] = [mine(number), theirs(number)];
    return {
      class: number,
      predicted: predicted.length / 2,
      predictedNear: near(predicted, truth),
      truth: truth.length / 2,
      truthNear: near(truth, predicted),
    };
  }).filter((counts) => counts.predicted > 0 || counts.truth > 0);
}

/** Mean of precision and recall of an outline: 2 P R / (P + R). */
export function boundaryF(counts: Omit<BoundaryCounts, 'class'>): number {
  if (counts.predicted === 0 || counts.truth === 0) return 0;
  const precision = counts.predictedNear / counts.predicted;
  const recall = counts.truthNear / counts.truth;
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/** Classes of pixels; pixels without a true class, and a border to the right and below, are `none`. */
interface ComparedClasses {
  readonly map: Uint8Array | Uint16Array;
  /** From one row to the next: a multiple of four bytes, so that equal pixels can be told several at a time. */
  readonly stride: number;
  readonly none: number;
}

/** What is compared of prediction and target. */
function comparedClasses(
  { data: prediction }: ClassMap,
  { data: target, width, height }: ClassMap,
  classes: number,
): [prediction: ComparedClasses, target: ComparedClasses] {
  const stride = 4 * Math.ceil((width + 1) / 4);
  const none = classes < 255 ? 255 : 65_535;
  const create = (): ComparedClasses => {
    const map = new (none === 255 ? Uint8Array : Uint16Array)(stride * (height + 1));
    return { map: map.fill(none), stride, none };
  };
  const [mine, theirs] = [create(), create()];
  for (let y = 0, i = 0; y < height; y++)
    for (const end = i + width; i < end;) {
      // Pixels lie beside others of their kind: filling runs takes a fraction of the time of copying them one by one.
      const start = i;
      const truth = target[i];
      const predicted = prediction[i];
      do i++;
      while (i < end && target[i] === truth && prediction[i] === predicted);
      if (!(truth >= 0 && truth < classes)) continue;
      const to = start + y * (stride - width);
      mine.map.fill(predicted, to, to + i - start);
      theirs.map.fill(truth, to, to + i - start);
    }
  return [mine, theirs];
}

/** Finds pixels on outlines. @returns a function that gives those of a class, column and row by turns. */
function outlines({ map, stride, none }: ComparedClasses, classes: number): (number: number) => Int32Array {
  const isOutline = new Uint8Array(map.length);
  const words = new Uint32Array(map.buffer);
  const bits = 8 * map.BYTES_PER_ELEMENT;
  const inWord = 32 / bits;
  const wordsOfRow = stride / inWord;
  for (let w = 0, i = 0; w < words.length - wordsOfRow; w++, i += inWord) {
    const word = words[w];
    const isUniform = word === ((word << bits) | (word >>> (32 - bits))) >>> 0;
    if (isUniform && word === words[w + wordsOfRow] && map[i] === map[i + inWord]) continue;
    for (let pixel = i; pixel < i + inWord; pixel++) {
      const own = map[pixel];
      if (own === none) continue;
      const [right, below] = [map[pixel + 1], map[pixel + stride]];
      if (right !== own && right !== none) isOutline[pixel] = isOutline[pixel + 1] = 1;
      if (below !== own && below !== none) isOutline[pixel] = isOutline[pixel + stride] = 1;
    }
  }
  // Sorted by class in two looks: lists that grow would cost more than all the rest.
  const ends = new Int32Array(classes + 1);
  eachSet(isOutline, stride, (i) => ends[map[i] + 1]++);
  for (let number = 0; number < classes; number++) ends[number + 1] += ends[number];
  const starts = ends.slice();
  const points = new Int32Array(2 * ends[classes]);
  eachSet(isOutline, stride, (i, x, y) => {
    const at = 2 * ends[map[i]]++;
    points[at] = x;
    points[at + 1] = y;
  });
  return (number) => points.subarray(2 * starts[number], 2 * starts[number + 1]);
}

/** Visits what is not 0, row by row. */
function eachSet(values: Uint8Array, stride: number, visit: (i: number, x: number, y: number) => void): void {
  const fours = new Uint32Array(values.buffer);
  for (let four = 0, y = 0; four < fours.length; y++)
    for (let x = 0; x < stride; x += 4, four++) {
      if (fours[four] === 0) continue;
      for (let i = 0; i < 4; i++) if (values[4 * four + i] !== 0) visit(4 * four + i, x + i, y);
    }
}
