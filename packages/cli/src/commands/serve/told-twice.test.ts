import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { spawnCli } from '../../__fixtures__/spawn-cli.js';

const photo = readFileSync(new URL('../../../../../samples/cow.jpg', import.meta.url));

it.concurrent.each([
  ['SIGINT', 'SIGINT'],
  ['SIGTERM', 'SIGINT'],
] as const)(
  'a server that is told to end by %s and, at work, again by %s ends at once, and so does its worker',
  { timeout: 120_000 },
  async (first, second) => {
    const child = spawnCli(['serve', '--port', '0', '--no-playground', '--api', '--json']);
    const exit = once(child, 'exit');
    // The worker holds the same pipe for errors: it closes when both have ended.
    const allEnded = once(child, 'close');
    const [line] = (await once(child.stdout!, 'data')) as [Buffer];
    const { url } = JSON.parse(line.toString()) as { url: string };

    const form = new FormData();
    form.set('image', new Blob([photo]), 'cow.jpg');
    form.set('labels', 'cow, grass');
    form.set('longestSide', '2048');
    const answer = fetch(new URL('v1/segment', url), { method: 'POST', body: form }).catch(() => 'lost');
    const isBusy = async (): Promise<boolean> =>
      (await (await fetch(new URL('metrics', url))).text()).includes('langseg_workers_busy 1');
    while (!(await isBusy())) await setTimeout(20);

    const note = once(child.stderr!, 'data');
    child.kill(first);
    expect(String((await note)[0])).toBe('Finishing open requests …\n');
    expect(child.exitCode ?? child.signalCode).toBeNull();

    const start = performance.now();
    child.kill(second);
    expect(await exit).toEqual([null, second]);
    expect(performance.now() - start).toBeLessThan(3000);
    expect(await answer).toBe('lost');
    child.stderr!.resume();
    child.stdout!.resume();
    await allEnded;
    expect(performance.now() - start).toBeLessThan(10_000);
  },
);
