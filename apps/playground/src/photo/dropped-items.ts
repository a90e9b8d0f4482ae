import { bundleFromFiles, droppedFiles, type WebBundle } from '@langseg/adapter-web';

/** What was dropped or pasted. */
export type DroppedItem =
  | { readonly kind: 'photo'; readonly file: File; readonly further: number }
  | { readonly kind: 'model'; readonly bundle: WebBundle }
  | { readonly kind: 'nothing' };

/**
 * The first file is a photo, whatever it is; a folder is a model. Call it in the event's own turn: browsers empty the data
 * after it.
 */
export async function droppedItem(data: DataTransfer): Promise<DroppedItem> {
  const isFolder = Array.from(data.items).some((item) => item.webkitGetAsEntry()?.isDirectory);
  if (isFolder) return { kind: 'model', bundle: bundleFromFiles(await droppedFiles(data)) };
  const [file, ...others] = data.files;
  return file ? { kind: 'photo', file, further: others.length } : { kind: 'nothing' };
}
