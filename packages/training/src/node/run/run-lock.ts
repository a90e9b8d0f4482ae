import { createHash, randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { withIoErrors } from '@langseg/adapter-node';
import { LangSegError, safeParse } from '@langseg/core';
import * as z from 'zod';
import { isAlive, processStart } from './process-start.js';

const ownerSchema = z.object({
  pid: z.int().positive(),
  host: z.string(),
  /** See `processStart`. */
  start: z.string().optional(),
  token: z.string(),
});

type Owner = z.output<typeof ownerSchema>;

/** How often the holder shows that it lives. */
const heartbeat = 10_000;

/** A lock of another machine, or one whose holder can't be told from a later process, is given up after this silence. */
const longestSilence = 60 * 60_000;

/** A lock that is being written may be empty for a moment. */
const writing = 5_000;

/** How long and how often we wait for a lock that another process is taking over at this moment. */
const pause = 10;
const mostTries = 200;

/**
 * Takes the lock of a run, so that one process at a time writes it. The lock of a process that is no longer there is taken
 * over. A process is known by its id, its machine and, where the system tells, its start; a heartbeat alone would not do,
 * since a thread that trains may be busy for minutes.
 *
 * @param path of the lock file; its folder exists.
 * @returns gives the lock back.
 * @throws LangSegError `IO_FAILED` naming the process that holds it.
 */
export async function lockRun(path: string): Promise<() => Promise<void>> {
  const token = randomUUID();
  const start = await processStart(process.pid);
  const mine: Owner = { pid: process.pid, host: hostname(), token, ...(start !== undefined && { start }) };
  for (let tries = 0; !(await create(path, mine)); tries++) {
    const found = await read(path);
    if (found === undefined) continue;
    if (tries > mostTries || (await isHeld(path, found))) throw heldError(path, ownerOf(found));
    if (await takeOver(path, found, mine)) break;
    await wait(pause);
  }
  const beat = setInterval(() => {
    const now = new Date();
    void utimes(path, now, now).catch(() => undefined);
  }, heartbeat);
  beat.unref();
  return async () => {
    clearInterval(beat);
    const found = await read(path);
    if (ownerOf(found)?.token === token) await rm(path, { force: true });
  };
}

async function create(path: string, owner: Owner): Promise<boolean> {
  return withIoErrors('lock the run with', path, async () => {
    const handle = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return undefined;
      throw error;
    });
    if (!handle) return false;
    try {
      await handle.writeFile(`${JSON.stringify(owner)}\n`);
    } finally {
      await handle.close();
    }
    return true;
  });
}

async function isHeld(path: string, content: string): Promise<boolean> {
  const owner = ownerOf(content);
  const silence = Date.now() - (await stat(path).catch(() => ({ mtimeMs: 0 }))).mtimeMs;
  if (!owner) return silence < writing;
  if (owner.host !== hostname()) return silence < longestSilence;
  if (!isAlive(owner.pid)) return false;
  const start = await processStart(owner.pid);
  if (start !== undefined && owner.start !== undefined) return start === owner.start;
  return silence < longestSilence;
}

/**
 * Puts our lock in the place of a dead one. The file that will be the new lock is first a lock on this one's end: it is named by what
 * the dead lock holds, so one process at a time can take it over, and it becomes the lock in one step. One that is slow finds
 * another lock there than it saw.
 */
async function takeOver(path: string, dead: string, mine: Owner): Promise<boolean> {
  const heir = `${path}.${createHash('sha256').update(dead).digest('hex').slice(0, 16)}.tmp`;
  if (!(await create(heir, mine))) {
    const found = await read(heir);
    if (found === undefined || (await isHeld(heir, found))) return false;
    if (!(await takeOver(heir, found, mine))) return false;
  }
  const found = await read(path);
  if (found === dead && !(await isHeld(path, found))) {
    await withIoErrors('lock the run with', path, () => rename(heir, path));
    return true;
  }
  await rm(heir, { force: true });
  return false;
}

async function read(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

function ownerOf(content = ''): Owner | undefined {
  try {
    return safeParse(ownerSchema, JSON.parse(content)).data;
  } catch {
    return undefined;
  }
}

function heldError(path: string, owner: Owner | undefined): LangSegError {
  const who = owner ? `process ${owner.pid} on ${owner.host}` : 'another process';
  return new LangSegError(
    'IO_FAILED',
    `The run is being written by ${who}. Wait for it or stop it; if that process no longer exists, remove ${path}.`,
    { path, ...(owner && { pid: owner.pid, host: owner.host }) },
  );
}
