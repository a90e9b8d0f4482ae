import type { LabelWarning } from '../interfaces/text-encoder.js';

/** More help nobody, and a label list may be arbitrarily long. */
const mostWarnings = 100;

const longestMessage = 1000;

/** Takes warnings and passes on a bounded number of bounded length. */
export interface BoundedWarnings {
  readonly add: (warning: LabelWarning) => void;
  /** Says how many warnings were kept back, if any were. */
  finish(): void;
}

/** @param report takes the warnings; without it nothing happens. */
export function boundedWarnings(report: ((warning: LabelWarning) => void) | undefined): BoundedWarnings {
  let count = 0;
  let last = '';
  return {
    add({ label, message }) {
      count++;
      last = label;
      const short = message.length > longestMessage ? `${message.slice(0, longestMessage - 1)}…` : message;
      if (count <= mostWarnings) report?.({ label, message: short });
    },
    finish() {
      const more = count - mostWarnings;
      if (more > 0)
        report?.({ label: last, message: `There are ${more} more warnings about labels in this list.` });
    },
  };
}
