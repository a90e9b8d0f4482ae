import { tensor } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../random/create-random.js';
import { elementRecipe } from '../element-recipe.js';
import { prepareElement } from '../prepare-element.js';
import { joinMask, ownValues } from './joint-mask.js';
import { softTargets } from './soft-targets.js';
import { teacherMap, type TeacherMap } from './teacher-map.js';
import type { ElementTeaching, Teaching } from './teaching.js';

/** Probabilities `[1, C, h, w]` of cells, each a list by class. */
function probabilitiesOf(height: number, width: number, cells: readonly (readonly number[])[]) {
  const result = tensor('float32', [1, cells[0].length, height, width]);
  cells.forEach((cell, at) => cell.forEach((share, c) => (result.data[c * cells.length + at] = share)));
  return result;
}

const teaching: Teaching = {
  name: 'rooms',
  folder: '',
  classList: { classes: [null, 'wall', 'floor', 'bed', 'lamp'], ignoreValue: 65_535 },
  labels: { shuffle: false },
  margin: 0.2,
  chance: 1,
};

const taught = (map: TeacherMap, changes: Partial<Teaching> = {}): ElementTeaching => ({
  map,
  teaching: { ...teaching, ...changes },
  grid: { stride: 2, alignCorners: false },
  random: createRandom(1),
});

describe('teacherMap', () => {
  it('keeps the three likeliest classes, the likeliest first, and no noise', () => {
    const map = teacherMap(
      probabilitiesOf(1, 3, [
        [0.1, 0.6, 0.05, 0.2, 0.05],
        [0, 0, 0, 0, 1],
        [0.02, 0.02, 0.48, 0.48, 0],
      ]),
    );
    expect(map).toMatchObject({ width: 3, height: 1, depth: 3 });
    const cell = (at: number) => [0, 3, 6].map((k) => [map.classes[k + at], map.shares[k + at]]);
    expect(cell(0)).toEqual([
      [1, 153],
      [3, 51],
      [0, 26],
    ]);
    expect(cell(1)[0]).toEqual([4, 255]);
    expect(cell(1)[1][1]).toBe(0);
    expect(cell(2)).toEqual([
      [2, 122],
      [3, 122],
      [0, 0],
    ]);
  });

  it('reduces large grids', () => {
    const { width, height, classes } = teacherMap(tensor('float32', [1, 2, 200, 300]));
    expect(width * height).toBeLessThanOrEqual(8192);
    expect(width / height).toBeCloseTo(1.5, 1);
    expect(classes).toHaveLength(3 * width * height);
  });
});

describe('softTargets', () => {
  // Two cells side by side: surely a wall, and a floor that may be a bed.
  const map = teacherMap(
    probabilitiesOf(1, 2, [
      [0, 0.8, 0.2, 0, 0],
      [0.2, 0, 0.5, 0.25, 0.05],
    ]),
  );
  const sample = (width: number, height: number) => ({
    image: { width, height, data: new Uint8Array(width * height * 3) },
    mask: { width, height, data: new Uint8Array(width * height) },
  });

  it('are the means of what the teacher says of the pixels of a cell, over the words that are offered', () => {
    const joint = joinMask(sample(4, 2), map);
    // A crop of 4 × 2 pixels from x = 1: a wall, two floors, and one pixel outside of the photo.
    const { data } = joint.mask;
    const { outside } = joint;
    const crop = [data[1], data[2], data[3], outside, data[5], data[6], data[7], outside];
    const { labels, targets } = softTargets(taught(map), joint, crop, { width: 4, height: 2 });
    expect(labels).toEqual(['wall', 'floor', 'bed', 'lamp']);
    // Shares of 255: 204 and 51 of a wall; 128 and 64 of a floor. The third class of that cell has no word.
    const [wall, floor] = [0.8, 128 / 192];
    const expected = [
      [wall / 2, (1 - wall + floor) / 2, (1 - floor) / 2, 0],
      [0, floor / 2, (1 - floor) / 2, 0],
    ].flat();
    expect(targets).toHaveLength(8);
    targets.forEach((value, i) => expect(value, String(i)).toBeCloseTo(expected[i], 6));
  });

  it('count nothing below the margin, without a word, or whose word is not offered', () => {
    const joint = joinMask(sample(4, 2), map);
    const sums = (changes: Partial<Teaching>) => {
      const { labels, targets } = softTargets(taught(map, changes), joint, joint.mask.data, {
        width: 4,
        height: 2,
      });
      const sum = (cell: number) =>
        targets.subarray(cell * labels.length, (cell + 1) * labels.length).reduce((a, b) => a + b, 0);
      return [sum(0), sum(1)].map((value) => Number(value.toFixed(6)));
    };
    expect(sums({})).toEqual([1, 1]);
    expect(sums({ margin: 0.3 })).toEqual([1, 0]);
    expect(sums({ margin: 0.9 })).toEqual([0, 0]);
    expect(sums({ labels: { ignore: ['wall'] } })).toEqual([0, 1]);
    const nameless = { classes: ['other', 'wall', null, 'bed', 'lamp'], ignoreValue: 65_535 };
    expect(sums({ classList: nameless })).toEqual([1, 0]);
  });

  it('go with words that are swapped and merged', () => {
    const joint = joinMask(sample(4, 2), map);
    const labels = { shuffle: false, names: { bed: 'furniture', lamp: 'furniture' } };
    const result = softTargets(taught(map, { labels }), joint, joint.mask.data, { width: 4, height: 2 });
    expect(result.labels).toEqual(['wall', 'floor', 'furniture']);
    expect(result.targets[5]).toBeCloseTo(64 / 192, 6);
  });

  it('lie on the corners where the network aligns them', () => {
    const joint = joinMask(sample(8, 1), map);
    const aligned = { ...taught(map), grid: { stride: 2, alignCorners: true } };
    const { targets } = softTargets(aligned, joint, joint.mask.data, { width: 8, height: 1 });
    // Pixels 0–1, 2–3, 4–5, 6–7 are nearest to the grid's 0, 7/3, 14/3 and 7.
    expect(targets[0]).toBeCloseTo(0.8, 6);
    expect(targets[4 * 3]).toBe(0);
  });
});

describe('prepareElement with a teacher', () => {
  const width = 8;
  const classList = { classes: ['left', 'right'], ignoreValue: 255 };
  const data = Uint8Array.from({ length: width * width }, (_, i) => (i % width < 4 ? 0 : 1));
  const image = { width, height: width, data: Uint8Array.from({ length: 3 * 64 }, (_, i) => (i * 37) % 256) };
  const map = teacherMap(
    probabilitiesOf(1, 2, [
      [0, 1, 0, 0, 0],
      [0, 0, 1, 0, 0],
    ]),
  );
  const recipe = elementRecipe.parse({
    augmentation: { type: 'random-crop', crop: 6, scale: [0.6, 1.5] },
    labels: { shuffle: false },
  });
  const prepare = (mask: Uint8Array, seed: number, teacher?: ElementTeaching) =>
    prepareElement(
      { image, mask: { width, height: width, data: mask } },
      classList,
      recipe,
      createRandom(seed),
      undefined,
      teacher,
    );

  it('makes the same of photo and mask, and moves both alike', () => {
    for (let seed = 0; seed < 12; seed++) {
      const alone = prepare(data, seed);
      const { soft, ...element } = prepare(data, seed, taught(map));
      expect(element).toEqual(alone);
      const walls = [0, 0];
      alone.targets.forEach((target) => target >= 0 && walls[target]++);
      // The wall is on the left, the floor on the right, wherever the crop lies and however it is turned.
      const sums = [0, 1].map((label) =>
        soft!.targets.reduce((sum, value, i) => (i % 4 === label ? sum + value : sum), 0),
      );
      sums.forEach((sum, label) => expect(sum * 4).toBeCloseTo(walls[label], 4));
    }
  });

  it('learns from photos without a mask', () => {
    const { allIgnored, labels, soft } = prepare(new Uint8Array(64).fill(255), 3, taught(map));
    expect(allIgnored).toBe(true);
    expect(labels).toEqual(['left', 'right']);
    expect(soft!.targets.some((value) => value > 0)).toBe(true);
  });
});

describe('joinMask', () => {
  it('keeps every value and cell, and says what lies outside', () => {
    const [width, height] = [60, 40];
    const mask = {
      width,
      height,
      data: Uint8Array.from({ length: width * height }, (_, i) => (i * 7919) % 251),
    };
    const image = { width, height, data: new Uint8Array(width * height * 3) };
    const map = teacherMap(tensor('float32', [1, 2, 20, 30]));
    const joint = joinMask({ image, mask }, map);
    expect(ownValues(joint.mask.data, joint, 255)).toEqual(Uint16Array.from(mask.data));
    expect([...ownValues([joint.outside], joint, 255)]).toEqual([255]);
    joint.mask.data.forEach((number, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      expect(joint.cells[number]).toBe(Math.floor(y / 2) * 30 + Math.floor(x / 2));
    });
  });

  it('refuses a mask with too many pairs', () => {
    const side = 300;
    const mask = {
      width: side,
      height: side,
      data: Uint16Array.from({ length: side * side }, (_, i) => i % 65_521),
    };
    const image = { width: side, height: side, data: new Uint8Array(side * side * 3) };
    expect(() => joinMask({ image, mask }, teacherMap(tensor('float32', [1, 2, 64, 64])))).toThrow(
      expect.objectContaining({ code: 'LABELS_INVALID' }),
    );
  });
});
