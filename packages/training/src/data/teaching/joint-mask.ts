import { LangSegError } from '@langseg/core';
import type { Mask, Sample } from '@langseg/datasets';
import type { TeacherMap } from './teacher-map.js';

/** Stands for what lies around a photo. */
const outside = 0xffff;

/** A mask that says for each pixel both its class and its cell of a teacher's map, by a number for each pair that occurs. */
export interface JointMask {
  readonly mask: Mask;
  /** Value of the pixels around the photo: no class, no cell. */
  readonly outside: number;
  /** Mask value of each number. */
  readonly values: Uint16Array;
  /** Cell of each number. */
  readonly cells: Uint16Array;
}

/**
 * Joins a mask with a teacher's map, so that any augmentation moves both alike, although it knows of masks only.
 *
 * @throws LangSegError `LABELS_INVALID` for a mask so finely mixed that there are more than 65,535 pairs.
 */
export function joinMask({ mask }: Sample, map: TeacherMap): JointMask {
  const { width, height, data } = mask;
  const columns = Uint16Array.from({ length: width }, (_, x) => Math.floor(((x + 0.5) * map.width) / width));
  const joint = new Uint16Array(width * height);
  const values = new Uint16Array(outside);
  const cells = new Uint16Array(outside);
  const numbers = new Map<number, number>();
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * map.height) / height) * map.width;
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const [value, cell] = [data[at], row + columns[x]];
      const pair = cell * 0x10000 + value;
      let number = numbers.get(pair);
      if (number === undefined) {
        number = numbers.size;
        if (number === outside) throw tooManyPairs();
        numbers.set(pair, number);
        values[number] = value;
        cells[number] = cell;
      }
      joint[at] = number;
    }
  }
  return { mask: { width, height, data: joint }, outside, values, cells };
}

/** The mask's own values in a crop of the joint mask. */
export function ownValues(crop: ArrayLike<number>, joint: JointMask, ignoreValue: number): Uint16Array {
  return Uint16Array.from(crop, (number) => (number === joint.outside ? ignoreValue : joint.values[number]));
}

function tooManyPairs(): LangSegError {
  return new LangSegError(
    'LABELS_INVALID',
    `A mask with more than ${outside} pairs of a class and a cell of a teacher's map can't be learned from with this teacher: leave the data set out of its data sets.`,
  );
}
