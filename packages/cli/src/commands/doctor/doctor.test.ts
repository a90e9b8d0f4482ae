import { describe, expect, it, vi } from 'vitest';
import { runWith } from '../../__fixtures__/fake-io.js';
import { WorkFolder } from '../../__fixtures__/work-folder.js';
import { checkMemory, checkNode } from './check-machine.js';
import { checkCache, checkNetwork } from './check-storage.js';

describe('langseg doctor', () => {
  it('is content with this machine', async () => {
    const { status, stdout, stderr } = await runWith(['doctor']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const name of ['Node.js', 'Processor', 'Memory', 'onnxruntime-node', 'sharp', 'Default model'])
      expect(stdout).toMatch(new RegExp(`^[✓!] ${name}: .+$`, 'm'));
    expect(stdout).toMatch(/; reads JPEG, PNG, WebP, GIF, TIFF, AVIF\n/);
    expect(stdout).toMatch(/intact, [\d.]+ MB/);
    expect(stdout).toMatch(/further ones \d+ ms/);
    expect(stdout).toMatch(/\d+ GFLOP\/s/);
  });

  it('says the same in JSON', async () => {
    const { stdout } = await runWith(['doctor', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      version: expect.stringMatching(/^\d/),
      checks: expect.arrayContaining([expect.objectContaining({ name: 'Default model', status: 'ok' })]),
    });
  });

  it('stops when it is told to', async () => {
    const { status } = await runWith(['doctor'], { signal: AbortSignal.abort() });
    expect(status).toBe(130);
  });
});

describe('single checks', () => {
  it.each([
    ['18.20.0', 'fail'],
    ['20.18.3', 'fail'],
    ['20.19.0', 'ok'],
    ['24.1.0', 'ok'],
  ])('Node %s: %s', (version, status) => {
    expect(checkNode(version).status).toBe(status);
  });

  it.each([
    [8e9, 'ok', undefined],
    [1e9, 'warn', /Enough for the default model/],
    [2e8, 'warn', /Not much even for the default model/],
  ])('%d bytes of memory: %s', (bytes, status, advice) => {
    const check = checkMemory(bytes);
    expect(check.status).toBe(status);
    if (advice) expect(check.advice).toMatch(advice);
    else expect(check.advice).toBeUndefined();
  });

  it('settings of downloads are shown without passwords', () => {
    expect(checkNetwork({}).found).toBe('direct');
    const env = {
      LANGSEG_OFFLINE: '1',
      HTTPS_PROXY: 'http://me:secret@proxy:3128',
      HF_ENDPOINT: 'https://mirror',
      HF_TOKEN: 'hf_secret',
    };
    const { found } = checkNetwork(env);
    expect(found).toBe(
      'offline (LANGSEG_OFFLINE), proxy http://proxy:3128, hub https://mirror, with a token for the hub (HF_TOKEN)',
    );
  });

  it('a cache below a file can not be written to', async () => {
    using folder = new WorkFolder();
    vi.stubEnv('LANGSEG_CACHE', `${folder.write('file', '')}/cache`);
    expect(await checkCache()).toMatchObject({
      status: 'warn',
      advice: expect.stringMatching(/LANGSEG_CACHE/),
    });
    vi.stubEnv('LANGSEG_CACHE', folder.at('new/cache'));
    expect(await checkCache()).toMatchObject({ status: 'ok', found: expect.stringMatching(/empty/) });
    vi.unstubAllEnvs();
  });
});
