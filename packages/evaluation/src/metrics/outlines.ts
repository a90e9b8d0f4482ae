/** A map of classes, row-major. */
export interface ClassMap {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/** The outlines of each class of a map, 32 pixels of a row at a time. */
export interface Outlines {
  /** Words of a row: pixel x is bit x mod 32 of word x / 32. */
  readonly words: number;
  /** Pixels on the outline of a class. */
  count(number: number): number;
  /** Calls back with the place of each word, row · {@link words} + word, in which there are such pixels, and with their bits. */
  each(number: number, visit: (place: number, bits: number) => void): void;
}

/** No class. */
const none = -1;

/**
 * Finds the outlines of two maps, prediction and target. Both are read once, in runs of equal pixels; all else costs as much as there
 * are runs and outlines.
 *
 * @param target other values than classes belong to no class, and nothing is predicted there.
 */
export function findOutlines(
  prediction: ClassMap,
  target: ClassMap,
  classes: number,
): readonly [prediction: Outlines, target: Outlines] {
  const { width, height, data: truths } = target;
  const { data: predictions } = prediction;
  const [mine, theirs] = [
    new OutlineFinder(width, height, classes),
    new OutlineFinder(width, height, classes),
  ];
  for (let y = 0, i = 0; y < height; y++) {
    for (const start = i, end = i + width; i < end;) {
      const from = i - start;
      const truth = truths[i];
      const predicted = predictions[i];
      do i++;
      while (i < end && truths[i] === truth && predictions[i] === predicted);
      const isClass = truth >= 0 && truth < classes;
      mine.add(from, isClass ? predicted : none);
      theirs.add(from, isClass ? truth : none);
    }
    mine.endRow();
    theirs.endRow();
  }
  return [mine.end(), theirs.end()];
}

/** Runs of a row: where each begins, and its class. */
interface Row {
  readonly starts: Int32Array;
  readonly classes: Int32Array;
  length: number;
}

class OutlineFinder {
  readonly #width: number;
  readonly #words: number;
  /** Outlines of all classes. */
  readonly #marks: Int32Array;
  readonly #list: WordList;
  #above: Row;
  #row: Row;
  #y = 0;

  constructor(width: number, height: number, classes: number) {
    this.#width = width;
    this.#words = (width + 31) >>> 5;
    this.#marks = new Int32Array(this.#words * height);
    this.#list = new WordList(this.#words, classes);
    const row = (): Row => ({
      starts: new Int32Array(width + 1),
      classes: new Int32Array(width + 1),
      length: 0,
    });
    [this.#above, this.#row] = [row(), row()];
  }

  /** Adds a run to the row. */
  add(start: number, own: number): void {
    const row = this.#row;
    const before = row.length === 0 ? none : row.classes[row.length - 1];
    if (row.length > 0 && before === own) return;
    if (before !== none && own !== none) this.#mark(start - 1, start + 1, this.#y);
    row.starts[row.length] = start;
    row.classes[row.length++] = own;
  }

  endRow(): void {
    this.#row.starts[this.#row.length] = this.#width;
    if (this.#y > 0) {
      this.#compareRows();
      this.#keep(this.#above, this.#y - 1);
    }
    [this.#above, this.#row] = [this.#row, this.#above];
    this.#row.length = 0;
    this.#y++;
  }

  end(): Outlines {
    this.#keep(this.#above, this.#y - 1);
    return this.#list;
  }

  #compareRows(): void {
    const [above, row] = [this.#above, this.#row];
    for (let x = 0, i = 0, j = 0; x < this.#width;) {
      const end = Math.min(above.starts[i + 1], row.starts[j + 1]);
      const [upper, lower] = [above.classes[i], row.classes[j]];
      if (upper !== lower && upper !== none && lower !== none) {
        this.#mark(x, end, this.#y - 1);
        this.#mark(x, end, this.#y);
      }
      x = end;
      if (above.starts[i + 1] === x) i++;
      if (row.starts[j + 1] === x) j++;
    }
  }

  #mark(from: number, to: number, y: number): void {
    const start = y * this.#words;
    const last = (to - 1) >>> 5;
    let mask = -1 << (from & 31);
    for (let word = from >>> 5; word < last; word++, mask = -1) this.#marks[start + word] |= mask;
    this.#marks[start + last] |= mask & (-1 >>> (31 - ((to - 1) & 31)));
  }

  /** Takes what is marked in a finished row to the list of its class. */
  #keep({ starts, classes, length }: Row, y: number): void {
    const start = y * this.#words;
    for (let run = 0; run < length; run++) {
      if (classes[run] === none) continue;
      const [from, to] = [starts[run], starts[run + 1]];
      const last = (to - 1) >>> 5;
      let mask = -1 << (from & 31);
      for (let word = from >>> 5; word <= last; word++, mask = -1) {
        if (word === last) mask &= -1 >>> (31 - ((to - 1) & 31));
        const bits = this.#marks[start + word] & mask;
        if (bits !== 0) this.#list.add(classes[run], start + word, bits);
      }
    }
  }
}

/** A list of words for each class, chained in common memory: many small lists would cost more than all the rest. */
class WordList implements Outlines {
  readonly words: number;
  readonly #counts: Int32Array;
  readonly #latest: Int32Array;
  /** Place, bits and the entry before it, by turns. */
  #entries = new Int32Array(3 * 1024);
  #end = 0;

  constructor(words: number, classes: number) {
    this.words = words;
    this.#counts = new Int32Array(classes);
    this.#latest = new Int32Array(classes).fill(-1);
  }

  add(number: number, place: number, bits: number): void {
    if (this.#end === this.#entries.length) {
      const larger = new Int32Array(2 * this.#end);
      larger.set(this.#entries);
      this.#entries = larger;
    }
    const entry = this.#end;
    this.#entries[entry] = place;
    this.#entries[entry + 1] = bits;
    this.#entries[entry + 2] = this.#latest[number];
    this.#latest[number] = entry;
    this.#end += 3;
    this.#counts[number] += countBits(bits);
  }

  count(number: number): number {
    return this.#counts[number];
  }

  each(number: number, visit: (place: number, bits: number) => void): void {
    const entries = this.#entries;
    for (let entry = this.#latest[number]; entry >= 0; entry = entries[entry + 2])
      visit(entries[entry], entries[entry + 1]);
  }
}

/** How many bits of a word are set. */
export function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x5555_5555);
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
