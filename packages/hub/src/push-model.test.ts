import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createModelStore } from '@langseg/adapter-node';
import { bundleUrl } from '@langseg/default-model';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { startHub } from './__fixtures__/start-hub.js';
import { modelCard } from './model-card.js';
import { pushModel } from './push-model.js';

const work = mkdtempSync(join(tmpdir(), 'langseg-hub-'));
const folder = join(work, 'bundle');
cpSync(fileURLToPath(bundleUrl), folder, { recursive: true });
vi.stubEnv('NO_PROXY', '127.0.0.1');
afterEach(() => void vi.stubEnv('LANGSEG_OFFLINE', ''));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(work, { recursive: true });
});
const token = 'hf_writer';

describe('a model', () => {
  it('is pushed in one commit, with its card, and can be pulled and verified', async () => {
    await using hub = await startHub(token);
    const { endpoint } = hub;
    const { commit, url, files } = await pushModel(folder, 'owner/pasture', { endpoint, token });
    expect([commit, url]).toEqual([expect.stringMatching(/^[0-9a-f]{40}$/), `${endpoint}/owner/pasture`]);
    expect(Object.keys(files)).toContain('config.json');
    for (const path of Object.keys(files))
      expect(readFileSync(join(folder, path)).equals(hub.files.get(`owner/pasture/${path}`)!), path).toBe(
        true,
      );
    const card = Buffer.from(hub.files.get('owner/pasture/README.md')!).toString();
    expect(card).toMatch(/^---\n(.*\n)*library_name: langseg\n/);
    expect(hub.requests.filter((each) => each.includes('/commit/'))).toHaveLength(1);

    const store = createModelStore({ endpoint, cacheDir: join(work, 'cache') });
    await store.pull('owner/pasture');
    expect(Object.keys(await store.verify('owner/pasture'))).toEqual(Object.keys(files));

    await pushModel(folder, 'owner/pasture', { endpoint, token, message: 'Again' });
  });

  it('is not pushed when it has changed since it was made', async () => {
    await using hub = await startHub(token);
    const changed = join(work, 'changed');
    cpSync(folder, changed, { recursive: true });
    writeFileSync(join(changed, 'preprocessor_config.json'), '{}');
    await expect(
      pushModel(changed, 'owner/pasture', { endpoint: hub.endpoint, token }),
    ).rejects.toMatchObject({ code: 'HASH_MISMATCH' });
    expect(hub.requests).toEqual([]);
  });

  it('is not taken for pushed when it arrives changed', async () => {
    await using hub = await startHub(token);
    hub.spoils = true;
    await expect(pushModel(folder, 'owner/pasture', { endpoint: hub.endpoint, token })).rejects.toMatchObject(
      { code: 'HASH_MISMATCH' },
    );
  });

  it('is refused by the hub with its reason', async () => {
    await using hub = await startHub(token);
    await expect(
      pushModel(folder, 'owner/pasture', { endpoint: hub.endpoint, token: 'hf_reader' }),
    ).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      message: expect.stringMatching(/Invalid token.*HF_TOKEN may write/s),
    });
    const { endpoint } = hub;
    await hub[Symbol.asyncDispose]();
    await expect(pushModel(folder, 'owner/pasture', { endpoint, token })).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
    });
  });

  it.each([
    ['a name without owner', 'pasture', token, ''],
    ['a path', '../owner/pasture', token, ''],
    ['no token', 'owner/pasture', '', ''],
    ['a token of somebody else', 'owner/pasture', 'ghp_x', ''],
    ['offline mode', 'owner/pasture', token, '1'],
  ])('is not pushed with %s', async (_, id, given, offline) => {
    await using hub = await startHub(token);
    vi.stubEnv('LANGSEG_OFFLINE', offline);
    await expect(pushModel(folder, id, { endpoint: hub.endpoint, token: given })).rejects.toMatchObject({
      code: offline === '' ? 'USAGE' : 'NETWORK_FAILED',
    });
    expect(hub.requests).toEqual([]);
  });
});

it('a card is the own one, or is made of what the bundle knows', () => {
  const facts = { name: 'pasture', description: 'Cows.', license: 'MIT' };
  const files = { 'config.json': { bytes: 3, sha256: 'abc' } };
  expect(modelCard('---\nlicense: mit\n---\n# Mine', facts, files)).toBe('---\nlicense: mit\n---\n# Mine');
  expect(modelCard('# Mine', facts, files)).toMatch(
    /^---\nlibrary_name: langseg\n.*\nlicense: "mit"\n---\n\n# Mine$/,
  );
  expect(modelCard(undefined, facts, files)).toContain('# pasture\n\nCows.\n');
  expect(modelCard(undefined, facts, files)).toContain('| `config.json` | 3 | `abc` |');
});
