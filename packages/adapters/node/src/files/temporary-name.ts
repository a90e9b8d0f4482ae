import { createHash, randomBytes } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** A file of another machine, whose processes can't be asked for, that was not touched for so long was left behind. */
const abandonedAfter = 24 * 3_600_000;

const idPattern = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An id that nobody else has, in the form of a UUID, which tells machine and process: whether its owner still lives can be asked. */
export function ownedId(): string {
  const pid = process.pid.toString(16).padStart(8, '0');
  const random = randomBytes(8).toString('hex');
  return `${machine()}-${pid.slice(0, 4)}-${pid.slice(4)}-${random.slice(0, 4)}-${random.slice(4)}`;
}

/** What became of the process that an {@link ownedId} names; that of another machine can't be asked for. */
export function ownerOf(id: string): 'alive' | 'gone' | 'elsewhere' {
  const [, owner, high, low] = idPattern.exec(id) ?? [];
  if (owner !== machine()) return 'elsewhere';
  return isAlive(parseInt(`${high}${low}`, 16)) ? 'alive' : 'gone';
}

/**
 * Whether the process that made a file or folder with an {@link ownedId} in its name is gone.
 *
 * @param patience milliseconds without a change after which a file of another machine counts as left behind.
 */
export async function isLeftBehind(path: string, id: string, patience = abandonedAfter): Promise<boolean> {
  const owner = ownerOf(id);
  if (owner !== 'elsewhere') return owner === 'gone';
  const stats = await stat(path).catch(() => undefined);
  return stats !== undefined && Date.now() - stats.mtimeMs > patience;
}

/**
 * An unused path beside `path`, on the same file system, so that renaming one to the other is atomic. Hidden, and
 * recognisable as a left-over should the process be killed or the machine lose power.
 */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `${prefixOf(path)}${ownedId()}.tmp`);
}

/** What {@link temporaryBeside} named for `path` and processes that are gone left there. */
export async function leftBehindBeside(path: string): Promise<string[]> {
  const [folder, prefix] = [dirname(path), prefixOf(path)];
  const found: string[] = [];
  for (const name of await readdir(folder).catch((): string[] => [])) {
    if (!name.startsWith(prefix) || !name.endsWith('.tmp')) continue;
    const id = name.slice(prefix.length, -'.tmp'.length);
    if (idPattern.test(id) && (await isLeftBehind(join(folder, name), id))) found.push(join(folder, name));
  }
  return found;
}

function prefixOf(path: string): string {
  return `.${basename(path).slice(0, 40)}.`;
}

function machine(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process can't be signalled, but lives.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
