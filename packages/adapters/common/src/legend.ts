export type { Column } from './pictures/legend/arrange-columns.js';
export {
  em,
  faintInk,
  ink,
  layOutLegend,
  type LegendLayout,
  type LegendLine,
  type MeasureText,
} from './pictures/legend/legend-layout.js';
export { toLine } from './pictures/legend/legend-text.js';
export { placeLegend } from './pictures/legend/place-legend.js';
