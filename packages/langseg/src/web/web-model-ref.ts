/** A model, as a page names it. */
export type WebModelRef = string;
