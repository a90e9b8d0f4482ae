import { escapeHtml } from './escape-html.js';

/** Score of a class, as reports show it. */
export interface ReportClass {
  readonly label: string;
  /** From 0 to 1; `null` where there is none. */
  readonly iou: number | null;
  /** Pixels of the class in the masks. */
  readonly pixels: number;
}

/** A bar for each class, the best first; classes that the photos don't show are named below. */
export function classSection(classes: readonly ReportClass[]): string {
  const total = classes.reduce((sum, { pixels }) => sum + pixels, 0);
  const isThere = ({ iou, pixels }: ReportClass) => iou !== null && pixels > 0;
  const scored = classes.filter(isThere).sort((a, b) => b.iou! - a.iou!);
  const absent = classes.filter((each) => !isThere(each));
  const rows = scored.map(
    ({ label, iou, pixels }) =>
      `<tr><th scope="row">${escapeHtml(label)}</th><td>${(100 * iou!).toFixed(1)} %</td>` +
      `<td class="bar"><div style="width:${(100 * iou!).toFixed(1)}%"></div></td>` +
      `<td>${((100 * pixels) / total).toFixed(1)} %</td></tr>`,
  );
  return [
    '<h2>Classes</h2>',
    rows.length > 0
      ? `<table class="classes"><tr><th scope="col">class</th><th scope="col">IoU</th><th scope="col" aria-label="IoU as a bar"></th><th scope="col">of all pixels</th></tr>\n${rows.join('\n')}</table>`
      : '<p>The masks show no class.</p>',
    absent.length > 0
      ? `<p class="weak">Without pixels in the masks, and not scored: ${absent.map(({ label }) => escapeHtml(label)).join(', ')}.</p>`
      : '',
  ].join('\n');
}
