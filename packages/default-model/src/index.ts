import { bundleFiles } from './bundle-files.js';

export { bundleFiles };

/**
 * Folder of the embedded model bundle, ending in a slash: the small model that LangSeg works with at once, offline. Relative to
 * a file, because bundlers take `new URL('…', import.meta.url)` for one and find no file at a folder.
 */
export const bundleUrl: URL = new URL('./', bundleFiles['config.json']);
