import { folderStore } from './folder-store.js';
import { openS3 } from './s3-client.js';
import { s3Store } from './s3-store.js';
import type { ResultStore } from './store.js';

/** Opens the place where a batch's results go. @throws LangSegError `USAGE`. */
export async function openStore(out: string): Promise<ResultStore> {
  return out.startsWith('s3://') ? s3Store(out, await openS3()) : folderStore(out);
}
