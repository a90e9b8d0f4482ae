import { open, realpath } from 'node:fs/promises';
import { isAbsolute, join, sep } from 'node:path';
import { LangSegError } from '@langseg/core';
import { Refusal } from '@langseg/server';

/**
 * Reads a file in a folder, and nothing outside of it, wherever links lead.
 *
 * @param path with `/` between folders.
 * @throws Refusal `REQUEST_INVALID` for a path that leads out of the folder, and for a file that is too large, `NOT_FOUND`.
 */
export async function readMountedFile(folder: string, path: string, maxBytes: number): Promise<Uint8Array> {
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.length === 0 || isAbsolute(path) || parts.includes('..') || /[\\\0:]/.test(path))
    throw leadsOut(path);
  const root = await realpath(folder).catch((cause: unknown) => {
    throw new LangSegError(
      'IO_FAILED',
      `The folder of the photos can't be opened: ${folder}.`,
      { folder },
      { cause },
    );
  });
  const file = await realpath(join(root, ...parts)).catch(() => {
    throw notThere(path);
  });
  if (!file.startsWith(root.endsWith(sep) ? root : root + sep)) throw leadsOut(path);
  await using handle = await open(file, 'r').catch(() => {
    throw notThere(path);
  });
  const stats = await handle.stat();
  if (!stats.isFile()) throw notThere(path);
  if (stats.size > maxBytes) throw tooLarge(path, maxBytes);
  return handle.readFile();
}

/** The error for a photo with too many bytes. */
export function tooLarge(address: string, maxBytes: number): Refusal {
  return new Refusal('BODY_TOO_LARGE', `The photo at ${shown(address)} has more than ${maxBytes} bytes.`);
}

/** An address as far as a message may repeat it. */
export function shown(address: string): string {
  const plain = address.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
  return plain.length > 200 ? `${plain.slice(0, 200)}…` : plain;
}

function leadsOut(path: string): Refusal {
  return new Refusal(
    'REQUEST_INVALID',
    `The path ${shown(path)} leads out of the folder with the photos, which is not read.`,
  );
}

function notThere(path: string): Refusal {
  return new Refusal('NOT_FOUND', `The folder with the photos has no file ${shown(path)}.`);
}
