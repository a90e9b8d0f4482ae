import { readFile } from 'node:fs/promises';

/**
 * When a process began, in ticks since the machine did: together with its id it tells a process from a later one that was
 * given the same id. `undefined` where the system doesn't tell (everywhere but on Linux) or there is no such process.
 */
export async function processStart(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field is the name in brackets, which may hold blanks and brackets itself; the start is the 22nd.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

/** Whether there is a process with this id. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One that belongs to somebody else may not be signalled, but is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
