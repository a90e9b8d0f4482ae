import { colorAt, LangSegError, type LabelMap, type Palette } from '@langseg/core';
import { maskKeyword, maskText } from './mask-text.js';

/** What {@link encodeMask} needs to know of a segmentation. A `Segmentation` of core fits. */
export interface MaskOptions {
  readonly width: number;
  readonly height: number;
  /** Colour of every label; starts over when it is shorter. */
  readonly palette: Palette;
  /** Labels in the order of their indices; their number decides between 8 and 16 bit. */
  readonly labels: readonly string[];
}

/** What PASCAL VOC paints pixels that belong to no label. */
const ignoreColor: readonly number[] = [224, 224, 192];

/**
 * Writes a label map as PNG whose pixel value is exactly the index of the label: 8-bit indexed with the labels' colours
 * for up to 256 labels, 16-bit greyscale above (PNG has no larger palettes). Values without a label, such as 255 for
 * "ignore", are kept; in an indexed PNG they look beige as in PASCAL VOC's masks. A text `Labels` in the file, a JSON array, says which
 * number is which label.
 *
 * @throws LangSegError `SHAPE_MISMATCH` when the map has another size, or an index above 255 with up to 256 labels.
 */
export async function encodeMask(
  labelMap: LabelMap,
  { width, height, palette, labels }: MaskOptions,
): Promise<Uint8Array> {
  if (labelMap.length !== width * height)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `A label map of ${width}×${height} has ${width * height} indices, got ${labelMap.length}.`,
      { width, height, length: labelMap.length },
    );
  const { encode } = await import('fast-png');
  const image = { width, height, channels: 1, text: { [maskKeyword]: maskText(labels) } };
  if (labels.length > 256) return encode({ ...image, depth: 16, data: new Uint16Array(labelMap) });
  let largest = 0;
  for (let at = 0; at < labelMap.length; at++) if (labelMap[at] > largest) largest = labelMap[at];
  if (largest > 255)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `Indices of ${labels.length} labels must fit 8 bits; the label map contains ${largest}.`,
      { labels: labels.length, largest },
    );
  const colors = Array.from({ length: Math.max(labels.length, largest + 1) }, (_, index) =>
    index < labels.length ? colorAt(palette, index) : [...ignoreColor],
  );
  return encode({ ...image, depth: 8, data: new Uint8Array(labelMap), palette: colors });
}
