export { findChromium } from './find-chromium.js';
export { launchChromium, type LaunchOptions } from './launch-chromium.js';
export { serveFolder, type FolderServer, type ServeFolderOptions } from './serve-folder.js';
