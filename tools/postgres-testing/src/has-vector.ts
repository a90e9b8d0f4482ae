import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Whether a server can have pgvector; says so where it can't: what needs it is tested on PGlite alone.
 *
 * @param programs folder of `initdb` and `postgres`, as `findPostgres` gives it.
 */
export function hasVector(programs: string): boolean {
  const version = basename(dirname(programs));
  const folders = [
    join('/usr/share/postgresql', version),
    join(programs, '../share/postgresql'),
    join(programs, '../share'),
  ];
  const isThere = folders.some((folder) => existsSync(join(folder, 'extension/vector.control')));
  if (!isThere) console.info('PostgreSQL here has no pgvector: searching vectors is tested on PGlite alone.');
  return isThere;
}
