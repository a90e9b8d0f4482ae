export type { Database, Queries, QueryResult } from './database.js';
export type { DatabaseOptions } from './database-options.js';
export { isPassingFailure } from './errors/database-error.js';
export type { DatabaseFailure } from './errors/database-failure.js';
export { openDatabase } from './open-database.js';
