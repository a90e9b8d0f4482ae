import { expect, it } from 'vitest';
import { loadPeer } from './load-peer.js';

it('gives what was loaded, at once or later', async () => {
  expect(await loadPeer('a', 'Nothing', () => 1)).toBe(1);
  expect(await loadPeer('a', 'Nothing', () => Promise.resolve(2))).toBe(2);
});

it('says what is missing, what for, and how to get it', async () => {
  const missing = 'langseg-has-no-such-peer';
  await expect(loadPeer(missing, 'Downloading', () => import(missing))).rejects.toMatchObject({
    code: 'RUNTIME_FAILED',
    message: expect.stringMatching(/^Downloading needs the package langseg-has.*npm install langseg-has/),
    context: { package: missing },
  });
});
