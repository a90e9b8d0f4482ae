import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { counted } from '@langseg/core';
import { createModelStore } from '@langseg/adapter-node';
import prettyBytes from 'pretty-bytes';
import type { Check } from './check.js';

/** The folder of downloaded models. */
export async function checkCache(): Promise<Check> {
  const name = 'Model cache';
  const store = createModelStore();
  const place = await nearestExisting(store.cacheDir);
  try {
    await access(place, constants.W_OK | constants.X_OK);
  } catch {
    return {
      name,
      status: 'warn',
      found: `${store.cacheDir} can't be written to`,
      advice: "Models can't be downloaded. Set LANGSEG_CACHE to a folder that you can write to.",
    };
  }
  const models = await store.list();
  const bytes = models.reduce((sum, model) => sum + model.bytes, 0);
  const contents = models.length > 0 ? `${counted(models.length, 'model')}, ${prettyBytes(bytes)}` : 'empty';
  return { name, status: 'ok', found: `${store.cacheDir}; ${contents}` };
}

/** Settings that decide about downloads. */
export function checkNetwork(env: Readonly<NodeJS.ProcessEnv>): Check {
  const isOffline = ['1', 'true'].includes(env.LANGSEG_OFFLINE ?? '');
  const proxy = env.HTTPS_PROXY ?? env.https_proxy ?? env.HTTP_PROXY ?? env.http_proxy;
  const endpoint = env.LANGSEG_ENDPOINT || env.HF_ENDPOINT;
  const settings = [
    isOffline && 'offline (LANGSEG_OFFLINE)',
    proxy && `proxy ${withoutPassword(proxy)}`,
    endpoint && `hub ${withoutPassword(endpoint)}`,
    env.HF_TOKEN && 'with a token for the hub (HF_TOKEN)',
  ].filter((text) => typeof text === 'string' && text !== '');
  return { name: 'Downloads', status: 'ok', found: settings.join(', ') || 'direct' };
}

function withoutPassword(address: string): string {
  return address.replace(/\/\/[^/@]*@/, '//');
}

async function nearestExisting(path: string): Promise<string> {
  try {
    await access(path);
    return path;
  } catch {
    const parent = dirname(path);
    return parent === path ? path : nearestExisting(parent);
  }
}
