import type { Extension } from '@electric-sql/pglite';

/** How to open a database. */
export interface DatabaseOptions {
  /**
   * Extensions that the database must have, by their names in SQL, and where PGlite finds each:
   * `{ vector: async () => (await import('@electric-sql/pglite-pgvector')).vector }`. They are created where they are
   * missing. Default: none.
   */
  readonly extensions?: Readonly<Record<string, () => Promise<Extension>>>;
  /** Whether to make the database of a folder that holds none. Default: true. */
  readonly create?: boolean;
  /** Connections to a server at a time. Default: 4. */
  readonly connections?: number;
  /** Milliseconds for a server to answer, and for one that starts to have started. Default: 10,000. */
  readonly connectTimeout?: number;
}
