import { LangSegError } from '@langseg/core';

/**
 * What to call a server: its address without password and options.
 *
 * @throws LangSegError `USAGE`.
 */
export function serverName(address: string): string {
  try {
    const { username, host, pathname, searchParams } = new URL(address);
    // A folder with a Unix socket stands behind the question mark.
    const at = host || (searchParams.get('host') ?? 'localhost');
    return `postgres://${username && `${username}@`}${at}${pathname}`;
  } catch {
    throw new LangSegError(
      'USAGE',
      'Expected the address of a PostgreSQL server as postgres://user:password@host:5432/name; characters such as "@" ' +
        'and "/" in a password are written as %40 and %2F.',
    );
  }
}
