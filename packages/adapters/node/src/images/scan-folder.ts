import { isUtf8 } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { throwIfAborted, type RunOptions } from '@langseg/core';
import { withIoErrors } from '../files/io-error.js';
import { contentKind, imageExtensions, signatureLength, unreadableExtensions } from './image-formats.js';

/** An image of a folder, not yet read. */
export interface FolderImage {
  /** Path to show and to name results by; bytes that are not UTF-8 are written as `%E9`. */
  readonly name: string;
  /** Where the file is; bytes if its name is not UTF-8. */
  readonly path: string | Buffer;
  /** The folder it is in, from the one that was searched: empty, or `a/b`. */
  readonly folder: string;
}

/** What is in a folder. */
export interface FolderContent {
  /** In natural order: `2.jpg` before `10.jpg`. */
  readonly images: readonly FolderImage[];
  /** Pictures of formats that are not read, by name. */
  readonly unreadable: readonly string[];
}

/** Options of {@link scanFolder}. */
export interface ScanFolderOptions extends RunOptions {
  /** Search folders inside, too. Links to folders are not followed. Default false. */
  readonly recursive?: boolean;
}

/** A folder to be searched. */
interface Place {
  readonly path: Buffer;
  readonly name: string;
  readonly folder: string;
}

const naturalOrder = new Intl.Collator('en', { numeric: true });

/**
 * Finds the images of a folder: files with a known ending, and files of other or no ending whose first bytes are those
 * of an image. Hidden files and folders are left out.
 *
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`, `ABORTED`.
 */
export async function scanFolder(
  directory: string,
  { recursive = false, signal }: ScanFolderOptions = {},
): Promise<FolderContent> {
  const images: FolderImage[] = [];
  const unreadable: string[] = [];
  const places: Place[] = [{ path: Buffer.from(directory), name: directory, folder: '' }];
  for (let place = places.pop(); place; place = places.pop()) {
    throwIfAborted(signal);
    const { path: parent, folder } = place;
    const entries = await withIoErrors('list the folder', place.name, () =>
      readdir(parent, { withFileTypes: true, encoding: 'buffer' }),
    );
    for (const entry of entries as unknown as Dirent<Buffer>[]) {
      const shown = printableName(entry.name);
      if (shown.startsWith('.')) continue;
      const name = join(place.name, shown);
      const path = joinedBytes(parent, entry.name);
      if (entry.isDirectory()) {
        if (recursive) places.push({ path, name, folder: folder ? `${folder}/${shown}` : shown });
        continue;
      }
      const kind = await kindOf(path, entry, extname(shown).toLowerCase());
      if (kind === 'image') images.push({ name, path: isUtf8(path) ? path.toString() : path, folder });
      else if (kind === 'unreadable') unreadable.push(name);
    }
  }
  images.sort((a, b) => naturalOrder.compare(a.folder, b.folder) || naturalOrder.compare(a.name, b.name));
  return { images, unreadable: unreadable.sort(naturalOrder.compare) };
}

/** A file name fit to be shown: bytes that are not UTF-8 are written as `%E9`, as in addresses. */
export function printableName(name: Buffer): string {
  if (isUtf8(name)) return name.toString();
  return name
    .toString('latin1')
    .replace(/[^\x20-\x7e]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

function joinedBytes(folder: Buffer, name: Buffer): Buffer {
  return Buffer.concat([folder, Buffer.from(sep), name]);
}

async function kindOf(
  path: Buffer,
  entry: Dirent<Buffer>,
  extension: string,
): Promise<ReturnType<typeof contentKind>> {
  if (entry.isSymbolicLink() && (await isDirectory(path))) return undefined;
  if (imageExtensions.includes(extension)) return 'image';
  if (unreadableExtensions.includes(extension)) return 'unreadable';
  if (!entry.isFile()) return undefined;
  return contentKind(await firstBytes(path));
}

/** False as well for what is not there. */
export async function isDirectory(path: string | Buffer): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isDirectory() ?? false;
}

/** None of a file that can't be read: nobody has named it as an image. */
async function firstBytes(path: Buffer): Promise<Uint8Array> {
  const file = await open(path).catch(() => undefined);
  try {
    const start = new Uint8Array(signatureLength);
    const { bytesRead = 0 } = (await file?.read(start, 0, signatureLength, 0)) ?? {};
    return start.subarray(0, bytesRead);
  } catch {
    return new Uint8Array();
  } finally {
    await file?.close();
  }
}
