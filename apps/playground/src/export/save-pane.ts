import type { Photo } from '../photo/open-photo.js';
import { whileBusy } from '../state/notices.js';
import type { Pane } from '../state/panes.js';
import type { ExportFormat } from './export-formats.js';

/** Lets the browser save what a pane shows, under the photo's name: `cow.mask.png` of `cow.jpg`. */
export async function savePane(pane: Pane, photo: Photo, format: ExportFormat): Promise<void> {
  const { width, height } = photo;
  const file = await whileBusy(`Making a file of ${width} × ${height} pixels …`, format.encode(pane, photo));
  saveBlob(file, `${photo.name.replace(/\.[^.]+$/, '')}${format.ending}`);
}

/** Lets the browser save a file under a name. */
export function saveBlob(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
