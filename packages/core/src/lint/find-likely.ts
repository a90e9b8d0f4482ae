import { quoteLabel } from '../labels/quote-label.js';
import type { LabelFinding, LintedLabel } from './label-lint.js';

/** The largest share is worth a word from here on, and where it is this many equal parts. */
const large = { share: 0.3, parts: 1.5 };

/** So are shares of fewer equal parts. */
const small = 0.5;

/**
 * Labels that likely take much or little of what no label names, by their share of the common words.
 *
 * @param labels those that can win.
 */
export function findLikely(labels: readonly LintedLabel[]): LabelFinding[] {
  if (labels.length < 2) return [];
  const equalPart = 1 / labels.length;
  const largest = labels.reduce((best, label) => (label.share > best.share ? label : best));
  const found: LabelFinding[] = [];
  if (largest.share >= Math.max(large.share, large.parts * equalPart))
    found.push({
      kind: 'likely-large',
      labels: [largest.label],
      message:
        `${quoteLabel(largest.label)} is the likeliest to take most of what no label names: ` +
        `it is nearest to ${percent(largest.share)} of the common words.`,
    });
  // Of two labels, the other one is all that is left.
  if (labels.length === 2) return found;
  const rest = labels.filter(({ share }) => share < small * equalPart);
  return [
    ...found,
    ...rest.map(({ label, share }): LabelFinding => {
      const message =
        `${quoteLabel(label)} likely takes little of what no label names: ` +
        `it is nearest to ${percent(share)} of the common words.`;
      return { kind: 'likely-small', labels: [label], message };
    }),
  ];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
