import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultCacheDir, storeSettings } from './store-settings.js';

describe('storeSettings', () => {
  it('prefers options, then variables, then defaults', () => {
    const env = {
      LANGSEG_CACHE: '/c',
      LANGSEG_OFFLINE: '1',
      HF_ENDPOINT: 'https://mirror.example/',
      HF_TOKEN: 't',
    };
    expect(storeSettings({}, env)).toMatchObject({
      cacheDir: '/c',
      offline: true,
      endpoint: 'https://mirror.example',
      token: 't',
    });
    expect(
      storeSettings({ cacheDir: '/d', offline: false, endpoint: 'https://e.example' }, env),
    ).toMatchObject({
      cacheDir: '/d',
      offline: false,
      endpoint: 'https://e.example',
    });
    expect(storeSettings({}, { ...env, LANGSEG_ENDPOINT: 'https://own.example' }).endpoint).toBe(
      'https://own.example',
    );
    expect(storeSettings({}, { LANGSEG_OFFLINE: '0', HF_TOKEN: '' })).toMatchObject({
      offline: false,
      endpoint: 'https://huggingface.co',
      token: undefined,
    });
  });

  it.each([
    ['linux', {}, join('/home/me', '.cache', 'langseg')],
    ['linux', { XDG_CACHE_HOME: '/xdg' }, join('/xdg', 'langseg')],
    ['darwin', {}, join('/home/me', 'Library', 'Caches', 'langseg')],
    ['win32', { LOCALAPPDATA: '/local' }, join('/local', 'langseg', 'cache')],
    ['win32', {}, join('/home/me', 'AppData', 'Local', 'langseg', 'cache')],
  ] as const)('follows the conventions of %s', (platform, env, expected) => {
    expect(defaultCacheDir(env, platform, '/home/me')).toBe(expected);
  });
});
