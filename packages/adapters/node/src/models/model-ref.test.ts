import { expect, it } from 'vitest';
import { parseModelRef } from './model-ref.js';

const endpoint = 'https://hub.example';
const keyOf = async (ref: string, revision?: string): Promise<string> => {
  const model = await parseModelRef(ref, { endpoint, revision });
  return model.kind === 'directory' ? model.path : model.key;
};

it('gives no two models one folder of the cache', async () => {
  const refs = ['a--b/c', 'a/b--c', 'A/b--c', 'a/b', 'a/b@c', 'a/b@C', 'a/b--c@d', 'a--b/c@d'];
  const addresses = [
    'https://x.example/a/b',
    'https://x.example/a_b',
    'http://x.example/a/b',
    'https://x.example:1/a/b',
  ];
  const keys = await Promise.all([...refs, ...addresses].map((ref) => keyOf(ref)));
  expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(keys.length);
  expect(await keyOf('a/b', 'c')).toBe(await keyOf('a/b@c'));
  for (const key of keys) expect(key).toMatch(/^(hub|url)--[\w.-]+--[0-9a-f]{16}$/);
});

it('keeps their names short enough for a folder', async () => {
  for (const ref of [
    `${'o'.repeat(90)}/${'n'.repeat(90)}@${'r'.repeat(200)}`,
    `https://${'h'.repeat(60)}.example/${'p'.repeat(900)}`,
  ])
    expect((await keyOf(ref)).length).toBeLessThan(130);
});
