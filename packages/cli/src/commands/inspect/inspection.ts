import type { Ansis } from 'ansis';

/** What was found out about a file. */
export interface Inspection {
  /** For `--json`. */
  readonly facts: object;
  /** For people. */
  readonly toText: (colors: Ansis) => string;
}
