/** Loaded with the dialog of models: checking bundles is the worker's business, except for what it keeps. */
export { createWebModelStore } from '@langseg/adapter-web';
