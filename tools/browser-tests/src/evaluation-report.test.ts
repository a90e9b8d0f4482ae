import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { encodeJpeg } from '@langseg/adapter-node';
import { launchChromium } from '@langseg/browser-testing';
import { folderSet, temporaryFolder, write } from '@langseg/dataset-testing';
import { openDataset } from '@langseg/datasets/node';
import { classQuestion, compareRecords, evaluateDataset, segmentExample } from '@langseg/evaluation';
import { evaluationPage, examplePicture, rankPhotos, type ReportPhoto } from '@langseg/evaluation/report';
import { createSegmenter } from 'langseg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let browser: Browser;
let address: string;

/** A report of a real evaluation, as the command writes it. */
async function makeReport(): Promise<string> {
  const path = await temporaryFolder();
  await folderSet(path, ['sky', 'grass', 'water', 'dog'], 4);
  const dataset = await openDataset({ type: 'folder', path, name: 'a <small> set' });
  await using segmenter = await createSegmenter({ threads: 1 });
  const question = classQuestion(dataset);
  const evaluate = (longestSide: number) =>
    evaluateDataset({
      segmenter,
      dataset,
      questions: [question],
      longestSide,
      settings: { model: { name: 'built-in' } },
    });
  const [[before], [after]] = [await evaluate(32), await evaluate(64)];
  const { best, worst } = rankPhotos(after, 2);
  const shown = async ({ id, score }: { id: string; score: number }): Promise<ReportPhoto> => {
    const example = await segmentExample(id, { segmenter, dataset, question, longestSide: 64 });
    const bytes = await encodeJpeg(examplePicture(example));
    return { id, score, picture: `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}` };
  };
  const file = join(path, 'report.html');
  await write(
    file,
    evaluationPage(after, {
      best: await Promise.all(best.map(shown)),
      worst: await Promise.all(worst.map(shown)),
      comparison: compareRecords(before, after),
    }),
  );
  return pathToFileURL(file).href;
}

beforeAll(async () => {
  address = await makeReport();
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function open(
  colorScheme: 'light' | 'dark',
  width = 900,
): Promise<{ page: Page; troubles: string[]; requests: string[] }> {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
  const page = await context.newPage();
  const troubles: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(address);
  return { page, troubles, requests };
}

describe('the report of an evaluation', () => {
  it('opens without complaints and asks nobody for anything', async () => {
    const { page, troubles, requests } = await open('light');
    expect(await page.title()).toBe('built-in on a <small> set');
    expect(troubles).toEqual([]);
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([address]);
    const widths = await page
      .locator('img')
      .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));
    expect(widths).toHaveLength(4);
    expect(Math.min(...widths)).toBeGreaterThan(24);
  });

  it('draws bars, squares and curves where they can be seen', async () => {
    const { page } = await open('light');
    for (const selector of ['.bar div', 'svg rect:nth-of-type(2)', 'svg path', '.gains td'])
      expect(await page.locator(selector).first().isVisible(), selector).toBe(true);
    const bars = await page.locator('.classes tr').evaluateAll((rows) =>
      rows.slice(1).map((row) => {
        const [text, bar] = [row.querySelector('td')!.textContent, row.querySelector('.bar div')!];
        return [parseFloat(text), bar.getBoundingClientRect().width / bar.parentElement!.clientWidth];
      }),
    );
    expect(bars.length).toBeGreaterThan(1);
    // The cell has room at its right side.
    const scale = bars[0][1] / bars[0][0];
    for (const [percent, share] of bars) if (percent > 5) expect(share / percent / scale).toBeCloseTo(1, 1);
  });

  it('can be read with the ears', async () => {
    const { page } = await open('light');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('img:not([alt]), img[alt=""]').count()).toBe(0);
    expect(await page.locator('svg:not([role=img][aria-label])').count()).toBe(0);
    expect(await page.locator('.classes th:not([scope])').count()).toBe(0);
  });

  it('has dark colours for those who like them, and fits a phone', async () => {
    const colors = async (scheme: 'light' | 'dark') => {
      const { page } = await open(scheme, 390);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, scheme).toBeLessThanOrEqual(0);
      return page.evaluate(() => {
        const { color, backgroundColor } = getComputedStyle(document.body);
        return [color, backgroundColor].map((text) => Number(/\d+/.exec(text)![0]));
      });
    };
    const [[ink, paper], [lightInk, darkPaper]] = [await colors('light'), await colors('dark')];
    expect(paper - ink).toBeGreaterThan(150);
    expect(lightInk - darkPaper).toBeGreaterThan(150);
  });
});
