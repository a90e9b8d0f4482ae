/** Rows of a query, and how many it read, wrote or deleted. */
export interface QueryResult<Row> {
  readonly rows: readonly Row[];
  /** Rows that the statement gave back or changed. */
  readonly count: number;
}

/** What runs statements: a {@link Database}, or one of its transactions. */
export interface Queries {
  /**
   * Runs one statement.
   *
   * Values come back alike from a server and from a folder: whole numbers of 64 bits as numbers where these are exact
   * and as bigints elsewhere, `json` parsed, `bytea` as bytes, times as `Date`, extensions' types as text.
   *
   * @param text SQL, with `$1`, `$2` … for the values.
   * @param values numbers, text, booleans, `Date`, bytes, arrays of these, `null`; JSON as text.
   * @throws LangSegError `DATABASE_FAILED`.
   */
  readonly query: <Row extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ) => Promise<QueryResult<Row>>;

  /**
   * Runs any number of statements without values, all or none unless they begin and commit themselves.
   *
   * @throws LangSegError `DATABASE_FAILED`.
   */
  readonly exec: (text: string) => Promise<void>;
}

/** An open database. */
export interface Database extends Queries {
  /** Whether others can use it at the same time: a `server`; a `folder` belongs to one process. */
  readonly kind: 'server' | 'folder';
  /** What to call it in messages; no password in it. */
  readonly name: string;

  /**
   * Runs statements that all hold or none: commits when `work` is done, takes everything back when it throws. Inside of
   * `work` use what it is given, not the database.
   *
   * @throws LangSegError `DATABASE_FAILED`; what `work` throws.
   */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;

  /** Closes it after the statements that run. May be called again. */
  close(): Promise<void>;
}
