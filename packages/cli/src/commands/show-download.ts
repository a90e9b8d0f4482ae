import type { ModelProgress } from '@langseg/adapter-node';
import prettyBytes from 'pretty-bytes';
import { printable } from '../terminal/printable.js';
import type { Terminal } from '../terminal/terminal.js';

/**
 * Runs something that may download a model, with a progress bar for each of its files. Before the first one it says that
 * no folder of that name was found, unless only a download was meant.
 */
export async function showDownload<T>(
  terminal: Terminal,
  operation: (onProgress: (event: ModelProgress) => void) => Promise<T>,
  { mayBeFolder = true }: { readonly mayBeFolder?: boolean } = {},
): Promise<T> {
  const progress = await terminal.progress({ doing: 'Downloading', amount: prettyBytes });
  try {
    let isSaid = !mayBeFolder;
    return await operation((event) => {
      if (event.status === 'initiate' && !isSaid) {
        isSaid = true;
        if (!/^https?:/i.test(event.name))
          terminal.note(`There is no folder ${printable(event.name)} here: looking for it on the hub.`);
      }
      if (event.status === 'progress') progress.update(event.loaded, event.total ?? event.loaded, event.file);
      else if (event.status === 'done') progress.stop();
    });
  } finally {
    progress.stop();
  }
}
