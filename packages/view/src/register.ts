import { defineLangSegView } from './define-langseg-view.js';

defineLangSegView();

/** The element that this module registers, as its only effect. */
export type { LangSegViewElement } from './element-types.js';
