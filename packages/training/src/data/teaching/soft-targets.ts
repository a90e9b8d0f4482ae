import type { ImageSize } from '@langseg/core';
import { sampleLabels } from '../labels/sample-labels.js';
import type { JointMask } from './joint-mask.js';
import type { TeacherMap } from './teacher-map.js';
import type { ElementTeaching, Teaching, TeachingGrid } from './teaching.js';

/** What an element learns from a teacher. */
export interface SoftTargets {
  /** The words that are offered. */
  readonly labels: readonly string[];
  /**
   * `[h, w, N]` on the grid: how likely each label is, times the share of the cell's pixels that count. Sums to 0 where none do.
   */
  readonly targets: Float32Array;
}

/** Where a crop's pixels lie on the grid, along one side. */
export function gridSide(pixels: number, stride: number): number {
  return Math.ceil(pixels / stride);
}

/**
 * Makes a teacher's map the targets of a crop. Labels are drawn from the teacher's words as from the classes of a data set; a cell of the
 * map counts where its likeliest class has a word that is offered, and leads by the margin.
 *
 * @param joint of the whole photo.
 * @param crop numbers of the joint mask, as the augmentation left them.
 */
export function softTargets(
  { map, teaching, grid, random }: ElementTeaching,
  joint: JointMask,
  crop: ArrayLike<number>,
  size: ImageSize,
): SoftTargets {
  const believed = believedCells(map, teaching);
  const shown = new Uint8Array(teaching.classList.classes.length);
  for (let i = 0; i < crop.length; i++) {
    if (crop[i] === joint.outside) continue;
    const cell = joint.cells[crop[i]];
    if (believed[cell]) shown[map.classes[cell]] = 1;
  }
  const { labels, indices } = sampleLabels(
    teaching.classList,
    (value) => shown[value] === 1,
    teaching.labels,
    random,
  );
  const cells = map.width * map.height;
  const places = cellPlaces(map, indices);
  const [columns, rows] = [gridSide(size.width, grid.stride), gridSide(size.height, grid.stride)];
  const across = gridPositions(size.width, columns, grid);
  const down = gridPositions(size.height, rows, grid);
  const targets = new Float32Array(rows * columns * labels.length);
  const pixels = new Uint32Array(rows * columns);
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++) {
      const to = down[y] * columns + across[x];
      pixels[to]++;
      const number = crop[y * size.width + x];
      if (number === joint.outside) continue;
      const cell = joint.cells[number];
      // A label that is not offered can't be learned, and nothing else is right there.
      if (!believed[cell] || places[cell] < 0) continue;
      const known = knownShare(map, places, cell);
      for (let at = cell; at < map.classes.length; at += cells)
        if (places[at] >= 0) targets[to * labels.length + places[at]] += map.shares[at] / known;
    }
  for (let to = 0; to < pixels.length; to++)
    for (let label = 0; label < labels.length; label++)
      targets[to * labels.length + label] /= Math.max(pixels[to], 1);
  return { labels, targets };
}

/** Cells whose likeliest class has a word and leads by the margin. */
function believedCells(
  { width, height, classes, shares }: TeacherMap,
  { classList, margin }: Teaching,
): Uint8Array {
  const cells = width * height;
  return Uint8Array.from({ length: cells }, (_, cell) => {
    const hasWord = classList.classes[classes[cell]] != null;
    const lead = shares[cell] - (shares[cell + cells] ?? 0);
    return hasWord && shares[cell] > 0 && lead >= margin * 255 ? 1 : 0;
  });
}

/** The label of each class of each cell, −1 where it is not offered. */
function cellPlaces({ classes }: TeacherMap, indices: Int32Array): Int32Array {
  return Int32Array.from(classes, (value) => indices[value] ?? -1);
}

function knownShare(
  { width, height, classes, shares }: TeacherMap,
  places: Int32Array,
  cell: number,
): number {
  let sum = 0;
  for (let at = cell; at < classes.length; at += width * height) if (places[at] >= 0) sum += shares[at];
  return sum;
}

/** The nearest cell of the grid to each pixel along a side. */
function gridPositions(pixels: number, cells: number, { alignCorners }: TeachingGrid): Uint16Array {
  return Uint16Array.from({ length: pixels }, (_, pixel) =>
    alignCorners
      ? Math.round(pixels > 1 ? (pixel * (cells - 1)) / (pixels - 1) : 0)
      : Math.floor(((pixel + 0.5) * cells) / pixels),
  );
}
