import { createHash } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isLeftBehind, ownedId } from '../../files/temporary-name.js';

/** What has arrived of a download. */
export interface PartialFile {
  readonly path: string;
  /** Bytes in the file when it was taken up. */
  readonly size: number;
  /** The strong entity tag of the response that it began with; without one it can't be continued. */
  readonly etag: string | undefined;
}

/** A file of another machine that nobody has written to for so long was left behind by a process that died. */
const abandonedAfter = 10 * 60_000;

/** Nobody resumes a download that was interrupted this long ago. */
const forgottenAfter = 7 * 24 * 3_600_000;

/**
 * A name for a new partial file of `url`, used by this process only. Names are `<hash of url>.<etag>.<unique>.part`;
 * when nobody uses the file it is `<hash of url>.<etag>.part`. Renaming is atomic, so two processes never write to
 * the same file and no locks are needed.
 */
export function newPartial(dir: string, url: string, etag: string | undefined): PartialFile {
  return { path: join(dir, `${prefixOf(url, etag)}.${ownedId()}.part`), size: 0, etag };
}

/** Takes up an unused or abandoned partial file of `url`, if there is one. */
export async function claimPartial(dir: string, url: string): Promise<PartialFile | undefined> {
  for (const name of await readdir(dir)) {
    const [key, encodedEtag, ...rest] = name.split('.');
    if (key !== keyOf(url)) continue;
    const path = join(dir, name);
    const inUse = rest.length > 1;
    if (inUse && !(await isLeftBehind(path, rest[0], abandonedAfter))) continue;
    if (!encodedEtag) {
      await rm(path, { force: true });
      continue;
    }
    const claimed = newPartial(dir, url, Buffer.from(encodedEtag, 'base64url').toString());
    try {
      await rename(path, claimed.path);
      return { ...claimed, size: (await stat(claimed.path)).size };
    } catch {
      continue; // another process was quicker
    }
  }
  return undefined;
}

/** Keeps a partial file for a later attempt; one that can't be continued is removed. */
export async function releasePartial(dir: string, url: string, partial: PartialFile): Promise<void> {
  const { path, etag } = partial;
  if (etag) await rename(path, join(dir, `${prefixOf(url, etag)}.part`)).catch(() => undefined);
  else await discardPartial(partial);
}

export async function discardPartial({ path }: PartialFile): Promise<void> {
  await rm(path, { force: true });
}

/**
 * Tidies up after processes that are gone: what can't be continued is removed, and so is what nobody came back for in a
 * week; the rest may be taken up. Downloads under way are left alone.
 */
export async function sweepPartials(dir: string): Promise<void> {
  for (const name of await readdir(dir).catch((): string[] => [])) {
    const [key, encodedEtag, ...rest] = name.split('.');
    const path = join(dir, name);
    if (rest.at(-1) !== 'part' || (rest.length > 1 && !(await isLeftBehind(path, rest[0], abandonedAfter))))
      continue;
    const stats = await stat(path).catch(() => undefined);
    const isForgotten = stats !== undefined && Date.now() - stats.mtimeMs > forgottenAfter;
    if (!encodedEtag || isForgotten) await rm(path, { force: true }).catch(() => undefined);
    else if (rest.length > 1)
      await rename(path, join(dir, `${key}.${encodedEtag}.part`)).catch(() => undefined);
  }
}

function keyOf(url: string): string {
  return createHash('sha256').update(url).digest('hex').slice(0, 32);
}

function prefixOf(url: string, etag = ''): string {
  return `${keyOf(url)}.${Buffer.from(etag).toString('base64url')}`;
}
