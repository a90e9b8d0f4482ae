import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive, processStart } from './process-start.js';
import { lockRun } from './run-lock.js';

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'langseg-lock-'));
  path = join(dir, 'run.lock');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** The id of a process that is no more. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid!;
}

describe('lockRun', () => {
  it('lets one in at a time, and the next when it is given back', async () => {
    const unlock = await lockRun(path);
    await expect(lockRun(path)).rejects.toMatchObject({
      code: 'IO_FAILED',
      message: expect.stringMatching(
        new RegExp(`written by process ${process.pid} on .*remove .*run\\.lock`),
      ),
      context: { pid: process.pid },
    });
    await unlock();
    expect(readdirSync(dir)).toEqual([]);
    await (
      await lockRun(path)
    )();
  });

  it('takes over from a process that is gone', async () => {
    writeFileSync(path, JSON.stringify({ pid: await deadProcess(), host: hostname(), token: 'x' }));
    const unlock = await lockRun(path);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
    await unlock();
  });

  it('lets only one of many take over, however often they try', async () => {
    const pid = await deadProcess();
    for (let round = 0; round < 40; round++) {
      writeFileSync(path, JSON.stringify({ pid, host: hostname(), token: 'x' }));
      const results = await Promise.allSettled(Array.from({ length: 16 }, () => lockRun(path)));
      const held = results.filter(({ status }) => status === 'fulfilled');
      expect(held).toHaveLength(1);
      for (const result of held) if (result.status === 'fulfilled') await result.value();
      expect(readdirSync(dir)).toEqual([]);
    }
  });

  it('goes on where a process has died while it took over', async () => {
    const dead = JSON.stringify({ pid: await deadProcess(), host: hostname(), token: 'x' });
    writeFileSync(path, dead);
    const hash = createHash('sha256').update(dead).digest('hex').slice(0, 16);
    writeFileSync(`${path}.${hash}.tmp`, dead);
    const unlock = await lockRun(path);
    expect(readdirSync(dir)).toEqual(['run.lock']);
    await unlock();
  });

  it('tells a process from a later one with its id', async () => {
    const own = await processStart(process.pid);
    const owner = { pid: process.pid, host: hostname(), token: 'x' };
    writeFileSync(path, JSON.stringify({ ...owner, start: '1' }));
    // Where no start is known, an old lock of a living id is given up after an hour of silence.
    if (own === undefined) utimesSync(path, 1, 1);
    await (
      await lockRun(path)
    )();
    writeFileSync(path, JSON.stringify({ ...owner, ...(own !== undefined && { start: own }) }));
    await expect(lockRun(path)).rejects.toThrow(/written by process/);
  });

  it('waits long for another machine, and shortly for a lock that is being written', async () => {
    writeFileSync(path, JSON.stringify({ pid: 1, host: 'elsewhere', token: 'x' }));
    await expect(lockRun(path)).rejects.toThrow(/process 1 on elsewhere/);
    utimesSync(path, 1, 1);
    await (
      await lockRun(path)
    )();
    writeFileSync(path, '');
    await expect(lockRun(path)).rejects.toThrow(/written by another process/);
    utimesSync(path, 1, 1);
    await (
      await lockRun(path)
    )();
  });

  it('leaves a lock alone that somebody else has taken over', async () => {
    const unlock = await lockRun(path);
    writeFileSync(path, JSON.stringify({ pid: 1, host: 'elsewhere', token: 'x' }));
    await unlock();
    expect(existsSync(path)).toBe(true);
  });
});

it('knows which processes there are', async () => {
  expect([isAlive(process.pid), isAlive(await deadProcess())]).toEqual([true, false]);
});
