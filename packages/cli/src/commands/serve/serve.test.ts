import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { runWith } from '../../__fixtures__/fake-io.js';
import { ended, spawnCli } from '../../__fixtures__/spawn-cli.js';
import { WorkFolder } from '../../__fixtures__/work-folder.js';

describe('langseg serve', { timeout: 240_000 }, () => {
  it('serves page and API until it is interrupted, and ends well', async () => {
    using folder = new WorkFolder();
    folder.write('index.html', '<title>page</title>');
    const args = [
      'serve',
      '--port',
      '0',
      '--playground',
      folder.path,
      '--api',
      '--max-labels',
      '3',
      '--json',
    ];
    const child = spawnCli(args);
    const end = ended(child);
    const [line] = (await once(child.stdout!, 'data')) as [Buffer];
    const { url, ...facts } = JSON.parse(line.toString()) as { url: string };
    expect(facts).toMatchObject({ model: 'default', playground: true, api: true });
    expect(await (await fetch(url)).text()).toContain('<title>page');

    const form = new FormData();
    form.set('image', new Blob([readFileSync(await folder.photo('photo.png'))]), 'photo.png');
    form.set('labels', 'sky, grass');
    form.set('longestSide', '128');
    const post = (): Promise<Response> => fetch(new URL('v1/segment', url), { method: 'POST', body: form });
    expect(await (await post()).json()).toMatchObject({ width: 48, height: 32 });
    form.append('labels', 'dog, cow');
    expect((await post()).status).toBe(400);

    child.kill('SIGTERM');
    const { status, stderr } = await end;
    expect(stderr).toBe('Finishing open requests …\n');
    expect(status).toBe(0);
  });

  it('prints where to go', async () => {
    using folder = new WorkFolder();
    folder.write('index.html', '<title>page</title>');
    const controller = new AbortController();
    const { signal } = controller;
    setTimeout(() => controller.abort(), 1000);
    const run = await runWith(['serve', '--port', '0', '--playground', folder.path], { signal });
    expect(run.stdout).toMatch(/^Playground: http:\/\/127\.0\.0\.1:\d+\/\n$/);
    expect(run).toMatchObject({ status: 0, stderr: expect.stringContaining('Press Ctrl-C to stop.') });
  });

  it('says when the port is taken', async () => {
    using folder = new WorkFolder();
    folder.write('index.html', '');
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const run = await runWith(['serve', '--port', `${port}`, '--playground', folder.path]);
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toBe(
      `error: Can't listen on 127.0.0.1, port ${port}: another program uses this port. End it, or choose another port, ` +
        'or 0 for any free one (EADDRINUSE).\n',
    );
    other.close();
  });

  it('refuses options that would do nothing', async () => {
    expect(await runWith(['serve', '--no-playground'])).toMatchObject({ status: 2 });
    const run = await runWith(['serve', '--max-queue', '3']);
    expect(run).toMatchObject({ status: 2, stderr: expect.stringContaining('--max-queue is for the API') });
    expect(await runWith(['serve', '--port', '-1'])).toMatchObject({ status: 2 });
  });

  it("serves Label Studio's backend, with the folder of its photos", async () => {
    using folder = new WorkFolder();
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    await new Promise((closed) => taken.close(closed));
    const controller = new AbortController();
    const args = ['serve', '--port', `${port}`, '--no-playground', '--label-studio'];
    const files = ['--label-studio-files', folder.path];
    const run = runWith([...args, ...files, '--json'], { signal: controller.signal });
    const health = async (): Promise<unknown> => (await fetch(`http://127.0.0.1:${port}/health`)).json();
    await expect.poll(health, { timeout: 60_000 }).toMatchObject({ status: 'UP' });
    controller.abort();
    expect(JSON.parse((await run).stdout)).toMatchObject({ port, api: true, labelStudio: true });

    expect(await runWith(['serve', ...files])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--label-studio-files is for Label Studio'),
    });
    expect(await runWith([...args, '--label-studio-allow', 'example.org'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Expected an address such as'),
    });
  });

  it('says when there is no web app or no model', async () => {
    using folder = new WorkFolder();
    const run = await runWith(['serve', '--port', '0', '--playground', folder.path]);
    expect(run).toMatchObject({ status: 1, stderr: expect.stringContaining('has no index.html') });
    folder.write('index.html', '');
    const args = ['serve', '--port', '0', '--playground', folder.path, '--model', folder.at('nowhere')];
    expect(await runWith(args)).toMatchObject({ status: 1, stderr: expect.stringContaining('nowhere') });
  });
});
