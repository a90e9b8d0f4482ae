import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '@langseg/browser-testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packedPackages, withSiblings } from '../packed-packages.js';
import { StrangersProject } from '../strangers-project.js';

const path = (address: string): string => fileURLToPath(new URL(address, import.meta.url));

let project: StrangersProject;

/** The hook and the headers are those of the documentation. */
beforeAll(async () => {
  project = await StrangersProject.create();
  const at = (file: string): string => join(project.directory, file);
  const web = packedPackages.find(({ manifest }) => manifest.name === '@langseg/web')!;
  const types = ['typescript@5', '@types/node@20', '@types/react@19'];
  await project.install(withSiblings(web), ['next@16', 'react@19', 'react-dom@19', ...types]);
  await cp(path('./__fixtures__/app'), at('app'), { recursive: true });
  await mkdir(at('public'));
  await cp(path('../../samples/cow.jpg'), at('public/cow.jpg'));
  const page = await readFile(path('../../docs/browser.md'), 'utf8');
  const [, hook, config] = /### Next\.js[^]*?```tsx\n([^]*?)```[^]*?```js\n([^]*?)```/.exec(page)!;
  await writeFile(at('app/use-segmenter.ts'), hook);
  await writeFile(at('next.config.mjs'), config);
}, 900_000);
afterAll(() => project[Symbol.asyncDispose]());

it.each(['--turbopack', '--webpack'])(
  'a page that Next.js builds with %s segments a photo',
  async (bundler) => {
    await project.run('npx', ['next', 'build', bundler]);
    const port = await freePort();
    const next = join(project.directory, 'node_modules/next/dist/bin/next');
    const server = spawn(process.execPath, [next, 'start', '-p', `${port}`], { cwd: project.directory });
    try {
      await once(server.stdout, 'data');
      await using browser = await launchChromium();
      const page = await browser.newPage();
      page.setDefaultTimeout(120_000);
      const [errors, requests]: [string[], string[]] = [[], []];
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('request', (request) => requests.push(request.url()));
      const url = `http://localhost:${port}/`;
      await page.goto(url);
      await page.click('button:not([disabled])');
      const found = JSON.parse((await page.textContent('output:not(:empty)'))!) as {
        device: string;
        threads: number;
        shares: number[];
      };
      expect(found.device).toBe('wasm');
      expect(found.threads).toBeGreaterThan(1);
      expect(found.shares[0]).toBeGreaterThan(0.1);
      expect(found.shares[1]).toBeGreaterThan(0.4);
      expect(errors).toEqual([]);
      expect(requests.filter((address) => !address.startsWith(url) && !address.startsWith('data:'))).toEqual(
        [],
      );
    } finally {
      server.kill();
    }
  },
);

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
