import type { ClientBase, Pool } from 'pg';
import type { Queries } from '../database.js';
import { databaseError } from '../errors/database-error.js';

/** Statements over a connection, or over any of a pool. */
export function serverQueries(client: ClientBase | Pool, name: string): Queries {
  return {
    async query<Row extends object>(text: string, values: readonly unknown[] = []) {
      try {
        const { rows, rowCount } = await client.query<Row>(text, [...values]);
        return { rows, count: rowCount ?? rows.length };
      } catch (cause) {
        throw databaseError(cause, name);
      }
    },

    async exec(text) {
      try {
        await client.query(text);
      } catch (cause) {
        throw databaseError(cause, name);
      }
    },
  };
}
