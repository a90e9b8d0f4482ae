import type { ModelProgress } from '@langseg/adapters/node';
import prettyBytes from 'pretty-bytes';
import type { Terminal } from '../terminal/terminal.js';

/** Runs something that may download a model, with a progress bar for each of its files. */
export async function showDownload<T>(
  terminal: Terminal,
  operation: (onProgress: (event: ModelProgress) => void) => Promise<T>,
): Promise<T> {
  const progress = await terminal.progress({ doing: 'Downloading', amount: prettyBytes });
  try {
    return await operation((event) => {
      if (event.status === 'progress') progress.update(event.loaded, event.total ?? event.loaded, event.file);
      else if (event.status === 'done') progress.stop();
    });
  } finally {
    progress.stop();
  }
}
