import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where Debian and its relatives keep the programs of each version. */
const versions = '/usr/lib/postgresql';

/**
 * The folder with the programs of a PostgreSQL server; `undefined`, and a line that says so, where the machine has none:
 * what needs a real server can't be tested there, and the same is tested on PGlite.
 */
export function findPostgres(): string | undefined {
  const installed = existsSync(versions)
    ? readdirSync(versions)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(versions, version, 'bin'))
    : [];
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...installed];
  const found = folders.find((folder) =>
    ['initdb', 'postgres', 'pg_isready'].every((program) => existsSync(join(folder, program))),
  );
  if (found === undefined)
    console.info(
      'PostgreSQL is not installed here (apt-get install postgresql): its own tests are left out.',
    );
  return found;
}
