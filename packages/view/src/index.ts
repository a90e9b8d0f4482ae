export { defineLangSegView, type DefineLangSegViewOptions } from './define-langseg-view.js';
export type { LangSegViewElement, LangSegViewEventMap, ViewLoading } from './element-types.js';
export { namePlaces, type NamePlace } from './name-places.js';
export { sumProgress } from './sum-progress.js';
export { formatWords, parseWords, type ViewWord } from './view-words.js';
export { wordColors } from './word-colors.js';
