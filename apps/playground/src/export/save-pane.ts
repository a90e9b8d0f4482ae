import type { Photo } from '../photo/open-photo.js';
import type { Pane } from '../state/panes.js';
import type { ExportFormat } from './export-formats.js';

/** Lets the browser save what a pane shows, under the photo's name: `cow.mask.png` of `cow.jpg`. */
export async function savePane(pane: Pane, photo: Photo, format: ExportFormat): Promise<void> {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await format.encode(pane, photo));
  link.download = `${photo.name.replace(/\.[^.]+$/, '')}${format.ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
