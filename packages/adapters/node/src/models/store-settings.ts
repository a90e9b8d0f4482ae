import { homedir } from 'node:os';
import { join } from 'node:path';
import { hubEndpoint } from '@langseg/adapter-common';

/** Options of `createModelStore`; what is left out comes from the environment. */
export interface ModelStoreOptions {
  /**
   * Folder of downloaded models. Default `LANGSEG_CACHE`, else `langseg` in the user's cache folder
   * (`$XDG_CACHE_HOME` or `~/.cache`, `~/Library/Caches`, `%LOCALAPPDATA%`).
   */
  readonly cacheDir?: string;
  /** Use only what is in the cache. Default: `LANGSEG_OFFLINE` is `1` or `true`. */
  readonly offline?: boolean;
  /** Address of the hub. Default `LANGSEG_ENDPOINT`, else `HF_ENDPOINT`, else the Hugging Face hub. */
  readonly endpoint?: string;
  /** Access token for private or gated models; it is sent to the hub only. Default `HF_TOKEN`. */
  readonly token?: string;
  /** Replaces the HTTP client, which respects `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Further attempts after a connection that broke or a server error; a server that is not there is not waited for. Default 4. */
  readonly retries?: number;
  /** Milliseconds before the first further attempt; each next one waits twice as long. Default 500. */
  readonly retryDelay?: number;
}

/** {@link ModelStoreOptions} with the environment's values filled in. */
export type StoreSettings = Required<Omit<ModelStoreOptions, 'fetch' | 'token'>> &
  Pick<ModelStoreOptions, 'fetch' | 'token'>;

export function storeSettings(
  options: ModelStoreOptions,
  env: NodeJS.ProcessEnv = process.env,
): StoreSettings {
  const { cacheDir, offline, endpoint, token, fetch, retries = 4, retryDelay = 500 } = options;
  return {
    cacheDir: cacheDir ?? (env.LANGSEG_CACHE || defaultCacheDir(env)),
    offline: offline ?? ['1', 'true'].includes(env.LANGSEG_OFFLINE ?? ''),
    endpoint: (endpoint ?? (env.LANGSEG_ENDPOINT || env.HF_ENDPOINT || hubEndpoint)).replace(
      /(?<!\/)\/+$/,
      '',
    ),
    token: token ?? (env.HF_TOKEN || undefined),
    fetch,
    retries,
    retryDelay,
  };
}

/** The folder of each platform for files that can be downloaded again. */
export function defaultCacheDir(
  env: NodeJS.ProcessEnv,
  platform = process.platform,
  home = homedir(),
): string {
  if (platform === 'win32')
    return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'langseg', 'cache');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'langseg');
  return join(env.XDG_CACHE_HOME || join(home, '.cache'), 'langseg');
}
