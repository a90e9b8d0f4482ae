import type { AnchorOptions } from './anchor-words.js';
import type { MapWordsOptions } from './map-words.js';

/** The word vectors of the default model, by the measurements in README.md. */
export const chosen: MapWordsOptions = { dim: 128, own: 0.4, evenness: 0.4, width: 4, ridge: 0.3 };

/** How far shipped words move towards names, by the measurements in README.md. */
export const anchoring: AnchorOptions = { share: 0.8 };
