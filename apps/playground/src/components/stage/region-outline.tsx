import { selection } from '../../state/selection.js';
import type { Pane } from '../../state/panes.js';
import { zoom } from '../../state/zoom.js';

/** The selected region, outlined over the dimmed rest; its line is as thin at every zoom. */
export function RegionOutline({ pane }: { readonly pane: Pane }) {
  const selected = selection.value;
  if (selected?.pane !== pane.index || !selected.region) return null;
  const { outline, rows, columns } = selected.region;
  const { scale, x, y } = zoom.value;
  const seen = [x * columns, y * rows, columns / scale, rows / scale].join(' ');
  return (
    <svg class="region-outline" viewBox={seen} preserveAspectRatio="none" aria-hidden="true">
      <path class="is-rest" d={`M0 0H${columns}V${rows}H0Z${outline}`} />
      <path class="is-halo" d={outline} />
      <path class="is-line" d={outline} data-testid="region-outline" />
    </svg>
  );
}
