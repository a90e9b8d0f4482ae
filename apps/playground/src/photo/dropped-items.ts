import { bundleFromFiles, droppedFiles, type WebBundle } from '@langseg/adapter-web';

/** What was dropped or pasted. */
export type DroppedItem =
  | { readonly kind: 'photos'; readonly files: readonly File[] }
  | { readonly kind: 'model'; readonly bundle: WebBundle }
  | { readonly kind: 'nothing' };

/**
 * Files are photos, whatever they are; a folder is a model. Call it in the event's own turn: browsers empty the data
 * after it.
 */
export async function droppedItem(data: DataTransfer): Promise<DroppedItem> {
  const isFolder = Array.from(data.items).some((item) => item.webkitGetAsEntry()?.isDirectory);
  if (isFolder) return { kind: 'model', bundle: bundleFromFiles(await droppedFiles(data)) };
  const files = [...data.files];
  return files.length > 0 ? { kind: 'photos', files } : { kind: 'nothing' };
}
