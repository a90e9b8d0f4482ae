import { bundleFiles } from './bundle-files.js';

export { bundleFiles };
// In files of their own: bundlers leave out what follows, which fails where they turn `config.json` into a data URL.
export { bundleName } from './bundle-name.js';

/**
 * Folder of the embedded model bundle, ending in a slash: the small model that LangSeg works with at once, offline. Relative to
 * a file, because bundlers take `new URL('…', import.meta.url)` for one and find no file at a folder.
 */
export const bundleUrl: URL = new URL('./', bundleFiles['config.json']);
