import type { Queries } from '@langseg/postgres';
import type PgBoss from 'pg-boss';

/** Statements of pg-boss on our database; those that it runs several of at once have no values. */
export function bossConnection({ query, exec }: Queries): PgBoss.Db {
  return {
    async executeSql(text, values) {
      const given = values as unknown[] | undefined;
      if (given || !/;\s*\S/.test(text)) return { rows: [...(await query(text, given)).rows] };
      await exec(text);
      return { rows: [] };
    },
  };
}
