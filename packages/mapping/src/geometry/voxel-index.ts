import { LangSegError } from '@langseg/core';

/** Cells along an axis, on either side of the origin. */
export const reach = 2 ** 16;

/** Numbers the cells of a grid in order of appearance: an open-addressed table, which takes 12 to 24 bytes a cell. */
export class VoxelIndex {
  /** Side of a cell in metres. */
  readonly size: number;
  readonly #most: number;
  #keys = new Float64Array(1024).fill(-1);
  #values = new Int32Array(1024);
  #count = 0;

  /** @param most cells that it takes at most. */
  constructor(size: number, most: number) {
    this.size = size;
    this.#most = most;
  }

  /** Cells so far. */
  get count(): number {
    return this.#count;
  }

  /**
   * The number of the cell that a point lies in; −1 where it is new and there is no room.
   *
   * @throws LangSegError `FILE_CORRUPT` for a point that is too far away to be meant.
   */
  add(x: number, y: number, z: number): number {
    const key = this.#keyOf(x, y, z);
    const slot = this.#slotOf(key);
    if (this.#keys[slot] === key) return this.#values[slot];
    if (this.#count >= this.#most) return -1;
    this.#keys[slot] = key;
    this.#values[slot] = this.#count;
    this.#count++;
    if (2 * this.#count > this.#keys.length) this.#grow();
    return this.#count - 1;
  }

  /** `[N, 3]`: the cells by number, a point `p` lying in `floor(p / size)`. */
  cells(): Int32Array {
    const cells = new Int32Array(3 * this.#count);
    for (const [slot, key] of this.#keys.entries()) {
      if (key < 0) continue;
      const at = 3 * this.#values[slot];
      const rest = Math.floor(key / (2 * reach));
      cells[at] = Math.floor(rest / (2 * reach)) - reach;
      cells[at + 1] = (rest % (2 * reach)) - reach;
      cells[at + 2] = (key % (2 * reach)) - reach;
    }
    return cells;
  }

  #keyOf(x: number, y: number, z: number): number {
    const [a, b, c] = [Math.floor(x / this.size), Math.floor(y / this.size), Math.floor(z / this.size)];
    if (Math.max(a, b, c) < reach && Math.min(a, b, c) >= -reach)
      return ((a + reach) * 2 * reach + b + reach) * 2 * reach + c + reach;
    throw new LangSegError(
      'FILE_CORRUPT',
      `A point lies at ${[x, y, z].map((value) => Number(value.toPrecision(4))).join(', ')} m, more than ${reach} voxels of ` +
        `${this.size} m from the origin. Are poses in metres, and is the unit of the depth right?`,
      { point: [x, y, z] },
    );
  }

  /** Where the key stands or may be put. */
  #slotOf(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = (Math.imul(key % 4294967296, 0x9e3779b1) ^ Math.imul(key / 4294967296, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & mask;
    while (this.#keys[slot] !== key && this.#keys[slot] >= 0) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Float64Array(2 * keys.length).fill(-1);
    this.#values = new Int32Array(2 * keys.length);
    for (const [slot, key] of keys.entries()) {
      if (key < 0) continue;
      const place = this.#slotOf(key);
      this.#keys[place] = key;
      this.#values[place] = values[slot];
    }
  }
}
