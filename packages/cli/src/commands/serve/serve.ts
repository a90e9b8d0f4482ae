import { LangSegError } from '@langseg/core';
import { startServer, type ApiOptions, type LangSegServer, type ServerExtension } from '@langseg/server';
import { printable } from '../../terminal/printable.js';
import type { ModelContext } from '../model-context.js';
import { showDownload } from '../show-download.js';
import { findPlayground } from './find-playground.js';
import { labelStudioNames, labelStudioOptionsOf } from './label-studio-options.js';
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
  const extensions = await extensionsOf(options, io.env);
  const api = apiOptionsOf(options);
  if (app === false && !api)
    throw new LangSegError(
      'USAGE',
      'Without the playground and the API there is nothing to serve; add --api or --label-studio.',
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
      extensions,
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
  { host, model, playground: app, api: wanted = false, labelStudio = false, json }: ServeOptions,
  { terminal }: ModelContext,
): Promise<void> {
  const playground = app !== false;
  const api = wanted || labelStudio;
  if (json)
    return terminal.printJson({
      ...{ url: url.href, port: Number(url.port), model, playground, api },
      ...(labelStudio && { labelStudio }),
    });
  const { bold } = terminal.colors;
  if (playground) await terminal.print(`Playground: ${bold(url.href)}`);
  if (api) await terminal.print(`API:        ${bold(`POST ${url.href}v1/segment`)}`);
  if (labelStudio)
    await terminal.print(`Label Studio: connect a model to ${bold(url.href)} in the project's settings`);
  if (playground && !trusted.test(host))
    terminal.note(
      'Browsers on other machines need https for threads, WebGPU and the camera: put a proxy with a certificate in front.',
    );
  terminal.note('Press Ctrl-C to stop.');
}

function apiOptionsOf(options: ServeOptions): ApiOptions | undefined {
  const { device, threads, workers, maxBody, maxPixels, maxLabels, maxQueue, timeout } = options;
  const api = options.api || options.labelStudio;
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

async function extensionsOf(options: ServeOptions, env: NodeJS.ProcessEnv): Promise<ServerExtension[]> {
  const [useless] = labelStudioNames.filter((name) => options[name] !== undefined);
  if (!options.labelStudio && useless)
    throw new LangSegError('USAGE', `--${kebab(useless)} is for Label Studio; add --label-studio.`, {
      option: useless,
    });
  if (!options.labelStudio) return [];
  const { labelStudioBackend } = await import('@langseg/label-studio');
  return [labelStudioBackend(labelStudioOptionsOf(options, env))];
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
