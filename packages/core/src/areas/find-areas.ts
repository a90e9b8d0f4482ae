import type { LabelMap } from '../math/label-map.js';
import { encodeRles, type Rle } from './rle.js';
import { boxOfRle, pixelsOfRle, type PixelBox } from './rle-facts.js';
import { labelComponents } from './label-components.js';

/** Pixels that belong together: those of a label, or a connected piece of them. */
export interface Area {
  /** Position of the label in its set. */
  readonly index: number;
  readonly pixels: number;
  readonly box: PixelBox;
  readonly rle: Rle;
}

/** Options of {@link findAreas}. */
export interface FindAreasOptions {
  /** `labels`: one area for each label; `components`: one for each connected piece. Default `labels`. */
  readonly instances?: 'labels' | 'components';
  /** Connected pieces with fewer pixels belong to no area. Default 1. */
  readonly minArea?: number;
  /** Labels without areas, by index. Default none. */
  readonly leftOut?: ReadonlySet<number>;
}

/** A label map, or with `labelRuns` labels that share pixels. A `Segmentation` fits. */
export interface AreaSource {
  readonly width: number;
  readonly height: number;
  /** Index of the label at every pixel, row-major. */
  readonly labelMap: LabelMap;
  /** There where labels share pixels: then areas are those of the masks. */
  readonly labelRuns?: unknown;
  readonly labels: readonly string[];
  /** Where the label of an index is, 0 or 1, row-major. */
  mask(index: number): Uint8Array;
}

/** Takes a result apart into areas, in the order of the labels and of their first pixels. */
export function findAreas(result: AreaSource, options: FindAreasOptions = {}): Area[] {
  const { width, height, labelMap, labelRuns, labels } = result;
  const { leftOut } = options;
  if (!labelRuns) return areasOf(labelMap, width, height, (index) => !leftOut?.has(index), options);
  return [...labels.keys()]
    .filter((index) => !leftOut?.has(index))
    .flatMap((index) =>
      areasOf(result.mask(index), width, height, (value) => value === 1, options).map((area) => ({
        ...area,
        index,
      })),
    );
}

function areasOf(
  map: Uint8Array | Uint16Array,
  width: number,
  height: number,
  isWanted: (value: number) => boolean,
  { instances = 'labels', minArea = 1 }: FindAreasOptions,
): Area[] {
  if (instances === 'labels' && minArea <= 1)
    return [...encodeRles(map, width, height)]
      .filter(([value]) => isWanted(value))
      .map(([index, rle]) => areaOf(index, rle))
      .sort((a, b) => a.index - b.index);
  const { ids, components } = labelComponents(map, width);
  // 0 is no area; the others are numbered from 1 on.
  const numbers = Uint32Array.from(components, ({ value, pixels }, id) => {
    if (pixels < minArea || !isWanted(value)) return 0;
    return 1 + (instances === 'labels' ? value : id);
  });
  for (let at = 0; at < ids.length; at++) ids[at] = numbers[ids[at]];
  const rles = encodeRles(ids, width, height);
  rles.delete(0);
  return [...rles]
    .sort(([a], [b]) => a - b)
    .map(([number, rle]) => areaOf(instances === 'labels' ? number - 1 : components[number - 1].value, rle))
    .sort((a, b) => a.index - b.index);
}

function areaOf(index: number, rle: Rle): Area {
  return { index, pixels: pixelsOfRle(rle), box: boxOfRle(rle), rle };
}
