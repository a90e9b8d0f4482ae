import { extname } from 'node:path';
import { LangSegError } from '@langseg/core';
import { messageOf } from '@langseg/adapter-common';

/**
 * Imports a module that a person has named, which runs its code.
 *
 * @param what for messages: `the plugin "./mine.js"`.
 * @returns its exports.
 * @throws LangSegError `CONFIG_INVALID` when its code fails, or is TypeScript that this Node doesn't run.
 */
export async function importModule(url: URL, what: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(url.href)) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new LangSegError(
      'CONFIG_INVALID',
      isForeignTypeScript(cause, url)
        ? `Node ${process.versions.node} can't run TypeScript, which ${what} is written in: use Node 22.18 or later, or compile it ` +
            'to JavaScript and name that file.'
        : `Loading ${what} failed: ${messageOf(cause)}`,
      { url: url.href },
      { cause },
    );
  }
}

function isForeignTypeScript(error: unknown, { pathname }: URL): boolean {
  const code = error instanceof Error && 'code' in error && error.code;
  return /^\.[cm]?tsx?$/.test(extname(pathname)) && code === 'ERR_UNKNOWN_FILE_EXTENSION';
}
