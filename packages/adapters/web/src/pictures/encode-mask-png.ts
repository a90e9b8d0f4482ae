import { encodeMask, type MaskOptions } from '@langseg/adapter-common';
import type { LabelMap } from '@langseg/core';

/**
 * A result's label map as a PNG file whose pixel value is exactly the index of the label, see {@link encodeMask}. No canvas is
 * involved: those know neither indices nor palettes, and some browsers add noise to what is read back from them.
 *
 * @param result a `Segmentation`.
 * @throws LangSegError `SHAPE_MISMATCH` when the map has another size.
 */
export async function encodeMaskPng(result: MaskOptions & { readonly labelMap: LabelMap }): Promise<Blob> {
  const bytes = await encodeMask(result.labelMap, result);
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' });
}
