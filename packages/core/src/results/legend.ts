import { colorAt, type Palette } from '../palettes/palette.js';
import type { LabelArea } from './label-areas.js';

/** One line of a legend. */
export interface LegendEntry extends LabelArea {
  readonly label: string;
  /** `[red, green, blue]`, 0..255. */
  readonly color: readonly [number, number, number];
}

/** Options of {@link createLegend}. */
export interface LegendOptions {
  /** `label`: in the order of the labels; `area`: the largest first. Default `label`. */
  readonly sort?: 'label' | 'area';
  /** Leave out labels without pixels. Default false. */
  readonly onlyPresent?: boolean;
}

/** Joins labels, colours and areas. */
export function createLegend(
  areas: readonly LabelArea[],
  labels: readonly string[],
  palette: Palette,
  { sort = 'label', onlyPresent = false }: LegendOptions = {},
): LegendEntry[] {
  const entries = areas
    .filter(({ pixels }) => pixels > 0 || !onlyPresent)
    .map((area) => ({ ...area, label: labels[area.index], color: colorAt(palette, area.index) }));
  return sort === 'area' ? entries.sort((a, b) => b.pixels - a.pixels) : entries;
}
