import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { formWith } from '../__fixtures__/test-server.js';

const program = fileURLToPath(new URL('../__fixtures__/orphan-maker.ts', import.meta.url));

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('a process that segments ends when its server was killed, though it is in an endless loop', async () => {
  const server = fork(program, {
    execArgv: ['--conditions=@langseg/source', '--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  const [{ url }] = (await once(server, 'message')) as [{ url: string }];
  const address = new URL('v1/segment', url);
  const lost = fetch(address, { method: 'POST', body: formWith('spin') }).catch(() => 'lost');
  const [line] = (await once(server.stderr!, 'data')) as [Buffer];
  const worker = Number(line.toString());
  expect(isAlive(worker)).toBe(true);
  server.kill('SIGKILL');
  expect(await lost).toBe('lost');
  await expect.poll(() => isAlive(worker), { timeout: 10_000 }).toBe(false);
}, 60_000);
