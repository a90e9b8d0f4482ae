import type { ModelProgress } from '@langseg/web';

/**
 * Turns the progress of single files into that of all files seen so far. Small files that tell no size count by what arrived.
 *
 * @param onProgress bytes so far, and of all files as soon as a file has told its size.
 */
export function sumProgress(
  onProgress: (loaded: number, total: number | undefined) => void,
): (event: ModelProgress) => void {
  const files = new Map<string, { readonly loaded: number; readonly total: number | undefined }>();
  return (event) => {
    if (event.status !== 'progress') return;
    files.set(event.file, { loaded: event.loaded, total: event.total });
    let loaded = 0;
    let total: number | undefined;
    for (const file of files.values()) {
      loaded += file.loaded;
      if (file.total !== undefined) total = (total ?? 0) + file.total;
    }
    onProgress(loaded, total === undefined ? undefined : Math.max(total, loaded));
  };
}
