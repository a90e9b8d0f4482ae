import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium, serveFolder } from '@langseg/browser-testing';
import axe from 'axe-core';
import { expect, it } from 'vitest';
import { playgroundUrl } from '../index.js';

/** A busy machine needs patience. */
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 90_000 });

/** A page of another site: two views of one engine, the second far below; one without a photo. */
const page = (script: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A post</title><link rel="icon" href="data:,">
<script type="module" src="${script}"></script></head><body><main><h1>A post</h1>
<langseg-view id="cow" src="cow.jpg" alt="Cows" words="cow #123456, grass, blorfxq" editable></langseg-view>
<p style="height: 3000px">Much text.</p>
<langseg-view id="below" src="horses.jpg" alt="Horses" words="horse"></langseg-view>
<p style="height: 3000px">More text.</p>
<langseg-view id="lost" src="nowhere.jpg" words="cow"></langseg-view></main></body></html>`;

it('<langseg-view> of one site shows live pictures in a page of another', async () => {
  const blog = await mkdtemp(join(tmpdir(), 'langseg-blog-'));
  await using built = await serveFolder(fileURLToPath(playgroundUrl), {
    isolated: false,
    headers: { 'Access-Control-Allow-Origin': '*' },
  });
  await writeFile(join(blog, 'index.html'), page(`${built.url}langseg-view.js`));
  for (const name of ['cow.jpg', 'horses.jpg'])
    await copyFile(fileURLToPath(new URL(`../../../samples/${name}`, import.meta.url)), join(blog, name));
  await using server = await serveFolder(blog, { isolated: false });
  const browser = await launchChromium();
  const tab = await browser.newPage({ viewport: { width: 800, height: 700 } });
  tab.setDefaultTimeout(90_000);
  const models: string[] = [];
  tab.context().on('request', (request) => /onnx_data$/.test(request.url()) && models.push(request.url()));
  await tab.goto(server.url);
  const cow = tab.locator('#cow');
  const legend = (view: string) => tab.locator(`#${view} [part=legend]`).textContent();

  await eventually(() => legend('cow')).toMatch(/cow \d\d %.*grass \d\d %.*blorfxq not known/);
  expect(
    await tab.locator('#below').evaluate((view: HTMLElementTagNameMap['langseg-view']) => view.result),
  ).toBeUndefined();
  const maskAt = (x: number, y: number) =>
    cow
      .locator('canvas')
      .evaluate(
        (canvas: HTMLCanvasElement, at) => [
          ...canvas.getContext('2d')!.getImageData(at.x * canvas.width, at.y * canvas.height, 1, 1).data,
        ],
        { x, y },
      );
  expect((await maskAt(0.55, 0.55)).slice(0, 3).map((value) => value >> 2)).toEqual(
    [0x12, 0x34, 0x56].map((value) => value >> 2),
  );
  await tab.evaluate(axe.source);
  const { violations } = await tab.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);

  const picture = cow.locator('[part=picture]');
  expect(await picture.getAttribute('aria-label')).toMatch(
    /^Cows: grass \d\d %, cow \d\d %\. Not known.*arrow keys/,
  );
  await picture.focus();
  for (const key of ['Left', 'Left', 'Left', 'Down', 'Down', 'Down'])
    await tab.keyboard.press(`Shift+Arrow${key}`);
  expect(await cow.locator('[part=spoken]').textContent()).toBe('grass');
  await cow.getByRole('button', { name: /^cow/ }).click();
  expect((await maskAt(0.15, 0.85))[3]).toBe(0);
  await cow.getByLabel('Words, separated by commas').fill('lawn, cattle');
  await eventually(() => legend('cow')).toMatch(/lawn \d\d %.*cattle \d\d %/);
  expect(await cow.getAttribute('words')).toBe('lawn, cattle');

  await tab.locator('#below').scrollIntoViewIfNeeded();
  await eventually(() => legend('below')).toMatch(/horse \d\d %/);
  expect(models).toHaveLength(1);
  await tab.locator('#lost').scrollIntoViewIfNeeded();
  await tab.locator('#lost [role=alert]').filter({ hasText: 'no picture at nowhere.jpg' }).waitFor();
  await browser.close();
  await rm(blog, { recursive: true });
});
