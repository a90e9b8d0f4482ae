import { messageOf } from '@langseg/adapter-common';
import { LangSegError } from '@langseg/core';

type Sharp = (typeof import('sharp'))['default'];

/** The loaders of libvips for the formats that are read; the last one reads AVIF. */
const loaders = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'].map((name) => `VipsForeignLoad${name}`);

let loading: Promise<Sharp> | undefined;

/**
 * Loads sharp when the first photo is read or the first picture written, not before: it is an optional peer, and its
 * native library takes time to start.
 *
 * Loaders of other formats (SVG, libvips' own, whatever a custom build brings) are blocked then, so that bytes of
 * strangers never reach them. libvips has one list for a process: a program that reads SVG with sharp itself calls
 * `sharp.unblock` after its first photo; LangSeg still refuses SVG by its first bytes. Cache and concurrency are left
 * as they are.
 *
 * @throws LangSegError `RUNTIME_FAILED`.
 */
export async function loadSharp(): Promise<Sharp> {
  try {
    return await (loading ??= importSharp());
  } catch (cause) {
    loading = undefined;
    const [reason] = messageOf(cause).split('\n', 1);
    throw new LangSegError(
      'RUNTIME_FAILED',
      `Reading and writing pictures needs the package sharp (0.35 or later), which did not load: ${reason} ` +
        'Install it with "npm install sharp".',
      {},
      { cause },
    );
  }
}

async function importSharp(): Promise<Sharp> {
  const { default: sharp } = await import('sharp');
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: loaders });
  return sharp;
}
