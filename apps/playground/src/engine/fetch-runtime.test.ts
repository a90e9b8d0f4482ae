import { expect, it } from 'vitest';
import { fetchRuntime } from './fetch-runtime.js';

const file = { url: 'https://example.org/ort.wasm', bytes: 1000 };

async function progressOf(fetch: typeof globalThis.fetch): Promise<number[][]> {
  const seen: number[][] = [];
  await fetchRuntime(file, (...event) => seen.push(event), { fetch });
  return seen;
}

it.each([
  ['compressed', { 'Content-Encoding': 'br' }, 190],
  ['as it is', {}, 1000],
])('counts what arrives %s', async (_, headers, total) => {
  const seen = await progressOf(async () => new Response(new Uint8Array(1000), { headers }));
  expect(seen[0]).toEqual([0, 190]);
  expect(seen.at(-1)).toEqual([total, total]);
});

it('leaves failures to the runtime, but for being cancelled', async () => {
  expect(await progressOf(() => Promise.reject(new TypeError('offline')))).toEqual([[0, 190]]);
  const signal = AbortSignal.abort();
  await expect(fetchRuntime(file, () => undefined, { signal })).rejects.toThrow();
});
