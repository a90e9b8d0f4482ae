/**
 * Why a database failed: the `context.reason` of `DATABASE_FAILED`.
 *
 * - `unreachable`: no server answers, or it ended the connection; trying again later may help.
 * - `refused`: it doesn't let this user in, or not do this.
 * - `missing`: there is no such database.
 * - `busy`: too many connections, or the folder belongs to another process.
 * - `full`: its disk or memory is full.
 * - `version`: it is too old, or the folder was written by another version of PostgreSQL.
 * - `extension`: it lacks an extension.
 * - `damaged`: what it stored can't be read.
 * - `conflict`: it took a transaction back because of another one; running it again may help.
 * - `query`: it doesn't accept a statement.
 */
export type DatabaseFailure =
  | 'unreachable'
  | 'refused'
  | 'missing'
  | 'busy'
  | 'full'
  | 'version'
  | 'extension'
  | 'damaged'
  | 'conflict'
  | 'query';
