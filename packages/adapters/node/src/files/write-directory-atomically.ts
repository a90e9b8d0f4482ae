import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { LangSegError, throwIfAborted, type RunOptions } from '@langseg/core';
import { toIoError } from './io-error.js';
import { makeFolder } from './make-folder.js';
import { leftBehindBeside, temporaryBeside } from './temporary-name.js';

/** Options of {@link writeDirectoryAtomically}. */
export interface WriteDirectoryOptions extends RunOptions {
  /** Replace an existing folder with all that is in it. Default false. */
  readonly overwrite?: boolean;
  /**
   * A file that a folder must hold to be replaced, so that a mistyped path can't cost anybody their home folder.
   * Default `config.json`, which every model bundle has.
   */
  readonly marker?: string;
}

/**
 * Writes a folder atomically: `fill` gets a temporary folder beside it, which is renamed at the
 * end; missing folders above it are made. After any failure the former folder is untouched and nothing else remains but those;
 * what a killed process has left goes away the next time.
 *
 * @throws LangSegError `IO_FAILED` when `dir` exists and may not be replaced, or for the operating system's reasons;
 * `ABORTED`. Errors of `fill` are passed on.
 */
export async function writeDirectoryAtomically(
  dir: string,
  fill: (temporaryDir: string) => Promise<void>,
  { overwrite = false, marker = 'config.json', signal }: WriteDirectoryOptions = {},
): Promise<void> {
  const target = resolve(dir);
  const temporary = temporaryBeside(target);
  try {
    throwIfAborted(signal);
    await clearLeftBehind(target, overwrite, marker);
    await assertReplaceable(target, overwrite, marker);
    await makeFolder(dirname(target));
    await mkdir(temporary);
    await fill(temporary);
    throwIfAborted(signal);
    await replaceDirectory(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    throw toIoError(error, 'write the folder', dir);
  }
}

/**
 * Removes what dead processes left next to `target`. One that was killed while it replaced a folder may have left
 * whole ones and no `target`: then the latest takes its place where it may be replaced, and else nothing is touched.
 */
async function clearLeftBehind(target: string, overwrite: boolean, marker: string): Promise<void> {
  const exists = (path: string) =>
    access(path).then(
      () => true,
      () => false,
    );
  for (const old of await leftBehindBeside(target)) {
    const isWhole = await exists(join(old, marker));
    if (!isWhole || (await exists(target))) await rm(old, { recursive: true, force: true });
    else if (overwrite) await rename(old, target);
  }
}

/** Puts `source` in the place of `target`, which need not exist; a former `target` comes back when that fails. */
async function replaceDirectory(source: string, target: string): Promise<void> {
  const former = temporaryBeside(target);
  const existed = await rename(target, former).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return false;
    },
  );
  try {
    await rename(source, target);
  } catch (error) {
    if (existed) await rename(former, target);
    throw error;
  }
  if (existed) await rm(former, { recursive: true, force: true });
}

async function assertReplaceable(dir: string, overwrite: boolean, marker: string): Promise<void> {
  const entries = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return [];
  });
  if (entries.length === 0) return;
  if (!overwrite)
    throw new LangSegError(
      'IO_FAILED',
      `${dir} exists and is not empty; choose another folder or allow overwriting.`,
      { path: dir },
    );
  await access(join(dir, marker)).catch(() => {
    throw new LangSegError(
      'IO_FAILED',
      `${dir} is not overwritten: it contains no ${marker}, so it does not look like earlier output. Remove it yourself or choose another folder.`,
      { path: dir, marker },
    );
  });
}
