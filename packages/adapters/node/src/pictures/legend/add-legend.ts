import { layOutLegend, placeLegend, toLine } from '@langseg/adapter-common/legend';
import type { LegendEntry, RgbImage } from '@langseg/core';
import { drawLegend } from './draw-legend.js';
import { loadLettering } from './lettering.js';

/** What a legend says besides the labels. */
const furtherCharacters = '0123456789.%<>…+ more';

/**
 * Puts a legend below a picture, beside it when it is upright. The picture itself is never covered or scaled; text grows with it.
 *
 * @throws LangSegError `RUNTIME_FAILED` without the packages that letters are drawn with.
 */
export async function addLegend(photo: RgbImage, legend: readonly LegendEntry[]): Promise<RgbImage> {
  const lettering = await loadLettering([...legend.map(({ label }) => toLine(label)), furtherCharacters]);
  const layout = layOutLegend(legend, photo, lettering.measure);
  return layout ? placeLegend(photo, await drawLegend(layout, lettering), layout) : photo;
}
