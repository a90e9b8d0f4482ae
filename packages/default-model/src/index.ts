import { bundleFiles } from './bundle-files.js';

export { bundleFiles };

/** What the embedded model is called, as its `config.json` says. */
export const bundleName = 'langseg-default';

/**
 * Folder of the embedded model bundle, ending in a slash: the small model that LangSeg works with at once, offline. Relative to
 * a file, because bundlers take `new URL('…', import.meta.url)` for one and find no file at a folder.
 */
export const bundleUrl: URL = new URL('./', bundleFiles['config.json']);
