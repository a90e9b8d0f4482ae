import { LangSegError } from '@langseg/core';
import { startServer, type ApiOptions, type LangSegServer } from '@langseg/server';
import { printable } from '../../terminal/printable.js';
import type { ModelContext } from '../model-context.js';
import { showDownload } from '../show-download.js';
import { findPlayground } from './find-playground.js';
import { apiOptions, type ServeOptions } from './serve-options.js';

/** Hosts whose pages browsers trust without https. */
const trusted = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

/**
 * Serves until it is interrupted, which is how a server ends well.
 *
 * @throws LangSegError as `startServer`; `USAGE` for options that would do nothing.
 */
export async function serve(options: ServeOptions, context: ModelContext): Promise<void> {
  const { io, terminal, defaultModel, pluginAddresses: plugins } = context;
  const { signal } = io;
  const { host, port, model = defaultModel, playground: app, cors, allowedHosts } = options;
  const api = apiOptionsOf(options);
  if (app === false && !api)
    throw new LangSegError(
      'USAGE',
      'Without the playground and the API there is nothing to serve; add --api.',
    );
  const playground = app === false ? undefined : await findPlayground(app);
  const onError = (message: string): void => terminal.warn(printable(message));
  const server = await showDownload(terminal, (onProgress) =>
    startServer({
      host,
      port,
      allowedHosts,
      model,
      plugins,
      playground,
      api,
      cors,
      signal,
      onProgress,
      onError,
    }),
  );
  try {
    await announce(server, { ...options, model }, context);
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
    terminal.note('Finishing open requests …');
  } finally {
    await server.close();
  }
}

async function announce(
  { url }: LangSegServer,
  { host, model, playground: app, api = false, json }: ServeOptions,
  { terminal }: ModelContext,
): Promise<void> {
  const playground = app !== false;
  if (json) return terminal.printJson({ url: url.href, port: Number(url.port), model, playground, api });
  const { bold } = terminal.colors;
  if (playground) await terminal.print(`Playground: ${bold(url.href)}`);
  if (api) await terminal.print(`API:        ${bold(`POST ${url.href}v1/segment`)}`);
  if (playground && !trusted.test(host))
    terminal.note(
      'Browsers on other machines need https for threads, WebGPU and the camera: put a proxy with a certificate in front.',
    );
  terminal.note('Press Ctrl-C to stop.');
}

function apiOptionsOf(options: ServeOptions): ApiOptions | undefined {
  const { api, device, threads, workers, maxBody, maxPixels, maxLabels, maxQueue, timeout } = options;
  const [useless] = apiOptions.filter((name) => options[name] !== undefined);
  if (!api && useless)
    throw new LangSegError('USAGE', `--${kebab(useless)} is for the API; add --api.`, { option: useless });
  if (!api) return undefined;
  return {
    device,
    threads,
    workers,
    maxBodyBytes: maxBody,
    maxPixels,
    maxLabels,
    maxQueue,
    timeout: timeout && timeout * 1000,
  };
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
