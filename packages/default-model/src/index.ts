export { bundleFiles } from './bundle-files.js';

/** Folder of the embedded model bundle, ending in a slash: the small model that LangSeg works with at once, offline. */
export const bundleUrl: URL = new URL('../bundle/', import.meta.url);
