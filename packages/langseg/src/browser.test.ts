import { expect, it } from 'vitest';
import * as forBrowsers from './browser.js';
import * as forNode from './index.js';

it('has the names of the entry for Node, so that bundlers for browsers build', () => {
  expect(Object.keys(forBrowsers).sort()).toEqual(Object.keys(forNode).sort());
});

it('says which package is for browsers', async () => {
  await expect(forBrowsers.createSegmenter()).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining('npm install @langseg/web'),
  });
});
