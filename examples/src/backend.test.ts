import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../', import.meta.url));
const photo = new Blob([await readFile(`${folder}../samples/cow.jpg`)]);
let server: ChildProcess;
let address: string;

beforeAll(async () => {
  const options = ['--conditions=@langseg/source', '--import', import.meta.resolve('tsx')];
  server = spawn(process.execPath, [...options, `${folder}backend/main.ts`], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  [address] = await once(createInterface({ input: server.stdout! }), 'line');
}, 60_000);
afterAll(() => server.kill('SIGKILL'));

function post(fields: Record<string, string | Blob>, signal?: AbortSignal): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return fetch(address, { method: 'POST', body, signal });
}

describe('the back end', { timeout: 60_000 }, () => {
  it('answers with the area of each word', async () => {
    const answer = await post({ image: photo, labels: 'cow, grass' });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      width: 640,
      height: 480,
      segments: [{ label: 'cow' }, { label: 'grass' }],
    });
  });

  it('says what is wrong with a request', async () => {
    expect((await post({ labels: 'cow' })).status).toBe(400);
    expect((await post({ image: new Blob(['no photo']), labels: 'cow' })).status).toBe(422);
    expect((await post({ image: photo, labels: ',' })).status).toBe(422);
  });

  it('refuses what it has no room for, does the rest, and gives up photos whose client has gone', async () => {
    const client = new AbortController();
    const gone = post({ image: photo, labels: 'cow' }, client.signal);
    const answers = Array.from({ length: 14 }, () => post({ image: photo, labels: 'cow, grass' }));
    client.abort();
    await expect(gone).rejects.toThrow();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    expect((await post({ image: photo, labels: 'cow, grass' })).status).toBe(200);
  });

  it('finishes what it has begun before it ends', async () => {
    const last = post({ image: photo, labels: 'cow, grass' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    expect((await last).status).toBe(200);
    expect(await ended).toEqual([0, null]);
  });
});
