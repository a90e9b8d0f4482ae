import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';

/**
 * An unused path beside `path`, on the same file system, so that renaming one to the other is atomic. Hidden, and
 * recognisable as a left-over should the machine lose power. The part of the name that it keeps has at most 120 bytes, so
 * that a file system takes it whatever the script.
 */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `.${basename(path).slice(0, 40)}.${randomUUID()}.tmp`);
}
