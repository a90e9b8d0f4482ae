import { setTimeout as wait } from 'node:timers/promises';
import { startServer, type LangSegServer } from '../start-server.js';
import type { ApiOptions, ServerOptions } from '../options/server-options.js';

/** A server whose worker processes do what their photos say; see `odd-worker.ts`. */
export function startOddServer(api: ApiOptions = {}, options: ServerOptions = {}): Promise<LangSegServer> {
  const worker = new URL('odd-worker.ts', import.meta.url);
  return startServer({ port: 0, api: { worker, ...api }, ...options });
}

/** A form with a photo; texts are made to begin like one. */
export function formWith(image: string | Uint8Array, fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  form.set(
    'image',
    new Blob(typeof image === 'string' ? ['GIF89a', image] : [image as Uint8Array<ArrayBuffer>]),
    'photo',
  );
  for (const [name, value] of Object.entries({ labels: 'dog, grass', ...fields })) form.set(name, value);
  return form;
}

/** Sends a photo. */
export function post({ url }: LangSegServer, body: BodyInit, init: RequestInit = {}): Promise<Response> {
  return fetch(new URL('v1/segment', url), { method: 'POST', body, ...init });
}

/** Status and error code of an answer. */
export async function outcomeOf(response: Response): Promise<string> {
  const { error } = (await response.json()) as { error?: { code: string; message: string } };
  return `${response.status} ${error?.code ?? 'ok'}`;
}

/** Values of the metrics that have no labels. */
export async function metricsOf({ url }: LangSegServer): Promise<Record<string, number>> {
  const text = await (await fetch(new URL('metrics', url))).text();
  return Object.fromEntries(
    [...text.matchAll(/^(\w+) ([\d.e+-]+)$/gm)].map(([, name, value]) => [name, Number(value)]),
  );
}

/** Waits until a metric has a value. */
export async function metricBecomes(server: LangSegServer, name: string, value: number): Promise<void> {
  for (;;) {
    if ((await metricsOf(server))[name] === value) return;
    await wait(20);
  }
}
