import { replica } from './replica.js';
import { scannet } from './scannet.js';
import { sevenScenes } from './seven-scenes.js';
import { tum } from './tum.js';
import { vlmaps } from './vlmaps.js';

/** The built-in layouts of photos with depth. Folders are taken for the first one that fits. */
export const rgbdLayouts = [scannet, vlmaps, tum, replica, sevenScenes] as const;
