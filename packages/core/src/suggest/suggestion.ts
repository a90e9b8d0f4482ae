import type { RunOptions } from '../interfaces/run-options.js';

/** A word for something that a photo shows. */
export interface Suggestion {
  readonly word: string;
  /** Share of the photo that it wins against the other suggestions and `other`, 0 to 1. */
  readonly share: number;
  /** How far its score is above that of the next one there, on average. */
  readonly margin: number;
}

/** Options of proposing words for a photo. */
export interface SuggestOptions extends RunOptions {
  /** Words to choose from. Default: about 250 common English nouns for things that photos show. */
  readonly words?: readonly string[];
  /** At most so many words. Default 6. */
  readonly count?: number;
  /** A word that wins less of the photo is left out, 0 to 1. Default 0.03. */
  readonly minShare?: number;
  /** A word that is less far above the next one is left out. Default 0.5. */
  readonly minMargin?: number;
}
