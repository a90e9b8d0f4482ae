import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium, serveFolder } from '@langseg/browser-testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWithEsbuild } from './bundlers/build-with-esbuild.js';
import { buildWithVite } from './bundlers/build-with-vite.js';
import { buildForDevelopment, buildWithWebpack } from './bundlers/build-with-webpack.js';
import { packedPackages, withSiblings } from './packed-packages.js';
import { StrangersProject } from './strangers-project.js';

const path = (address: string) => fileURLToPath(new URL(address, import.meta.url));

/** The strictest that LangSeg works under. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src data:";

let project: StrangersProject;

beforeAll(async () => {
  project = await StrangersProject.create();
  const web = packedPackages.find(({ manifest }) => manifest.name === '@langseg/web')!;
  await project.install(withSiblings(web), []);
  await cp(path('./browser-consumer'), project.directory, { recursive: true });
}, 600_000);
afterAll(() => project[Symbol.asyncDispose]());

it.each([
  ['Vite', buildWithVite],
  ['webpack', buildWithWebpack],
  ['webpack for development', buildForDevelopment],
  ['esbuild', buildWithEsbuild],
] as const)(
  'a page built with %s segments a photo',
  async (name, build) => {
    const out = join(project.directory, `out-${name}`);
    await build(project.directory, out);
    await cp(path('../samples/cow.jpg'), join(out, 'cow.jpg'));

    await using server = await serveFolder(out, {
      headers: { 'Content-Security-Policy': contentSecurityPolicy },
    });
    await using browser = await launchChromium();
    const page = await browser.newPage();
    page.setDefaultTimeout(300_000);
    const [errors, requests]: [string[], string[]] = [[], []];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(server.url);
    await page.waitForFunction(() => 'segmentPhoto' in globalThis);
    const found = await page.evaluate(`segmentPhoto('cow.jpg', ['cow', 'grass', 'tree', 'sky'])`);

    expect(found).toMatchObject({ device: 'wasm', warnings: [] });
    const { shares, again, threads } = found as { shares: number[]; again: number; threads: number };
    expect(threads).toBeGreaterThan(1);
    expect(shares[0]).toBeGreaterThan(0.1);
    expect(shares[1]).toBeGreaterThan(0.4);
    expect(again).toBeCloseTo(shares[3], 5);
    expect(errors).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(server.url) && !url.startsWith('data:'))).toEqual([]);
  },
  600_000,
);
