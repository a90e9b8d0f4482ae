import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
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
    const found = await readFile(path, 'utf8').catch(() => undefined);
    if (found === undefined) continue;
    if (tries > 20 || (await isHeld(path, found))) throw heldError(path, ownerOf(found));
    await discard(path, found);
  }
  const beat = setInterval(() => {
    const now = new Date();
    void utimes(path, now, now).catch(() => undefined);
  }, heartbeat);
  beat.unref();
  return async () => {
    clearInterval(beat);
    const found = await readFile(path, 'utf8').catch(() => '');
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

/** Takes a dead lock away, unless another process has been quicker and the lock is already its own. */
async function discard(path: string, content: string): Promise<void> {
  const aside = `${path}.${randomUUID()}.tmp`;
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  if ((await readFile(aside, 'utf8')) === content) await rm(aside);
  else await rename(aside, path);
}

function ownerOf(content: string): Owner | undefined {
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
