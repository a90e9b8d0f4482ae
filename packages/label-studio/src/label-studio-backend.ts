import { readFileSync } from 'node:fs';
import { listProblems, safeParse } from '@langseg/core';
import { Refusal, type ExtensionContext, type ExtensionRequest, type ServerExtension } from '@langseg/server';
import * as z from 'zod';
import { readLabellingConfig } from './labels/labelling-config.js';
import { promptOf } from './labels/prompt.js';
import { createTaskPhotos, type PhotoPlaces } from './photos/task-photos.js';
import type { AreaOptions } from './predicting/area-options.js';
import { predictTask } from './predicting/predict-task.js';
import { predictTasks } from './predicting/predict-tasks.js';

/** Options of {@link labelStudioBackend}. All have defaults. */
export interface LabelStudioOptions extends PhotoPlaces, AreaOptions {
  /** Milliseconds for all tasks of a request. Label Studio waits for 100,000. Default 90,000. */
  readonly timeout?: number;
}

const setupBody = z.object({ schema: z.string() });

const predictBody = z.object({
  tasks: z.array(z.object({ data: z.record(z.string(), z.unknown()) })),
  label_config: z.string().min(1),
  params: z.object({ context: z.unknown() }).nullish(),
});

/**
 * Label Studio's ML backend: `GET /health`, `POST /setup` and `POST /predict`. A project connects to the address of the server, and gets regions
 * for the labels of its labelling config, brushes or polygons. Everything that is asked for stands in the request: nothing of a task or a
 * project is kept for the next one. Addresses of photos are read only where options say so.
 *
 * Follows `label_studio_ml/api.py` of label-studio-ml-backend and `label_studio/ml/api_connector.py` of label-studio.
 *
 * @throws LangSegError `USAGE` for an address in `url` or `allow` that is none.
 */
export function labelStudioBackend(options: LabelStudioOptions = {}): ServerExtension {
  const { timeout = 90_000 } = options;
  createTaskPhotos(options, { maxBytes: 0 }); // Complains now, not once the model is loaded.
  return { name: 'label-studio', timeout, routes: (context) => routesOf(context, options, timeout) };
}

function routesOf(
  { model, limits, segment, onError }: ExtensionContext,
  options: LabelStudioOptions,
  timeout: number,
): ReturnType<ServerExtension['routes']> {
  const photos = createTaskPhotos(options, { maxBytes: limits.maxBodyBytes });
  const model_version = `LangSeg ${version()}, ${model.name}`;
  const health = () => ({ status: 'UP', model_class: 'LangSeg' });

  function setup({ body }: ExtensionRequest): object {
    readLabellingConfig(parse(setupBody, body).schema);
    return { model_version };
  }

  async function predict({ body, signal: client }: ExtensionRequest): Promise<object> {
    const { tasks, label_config, params } = parse(predictBody, body);
    const config = readLabellingConfig(label_config);
    // What is typed belongs to the task that is open, not to a batch.
    const prompt = tasks.length === 1 ? promptOf(params?.context) : '';
    const results = await predictTasks(
      tasks,
      ({ data }, signal) => predictTask(data, { config, prompt, photos, segment, options, signal }),
      { timeout, onError, signal: client },
    );
    return { results: results.map((result) => ({ ...result, model_version })), model_version };
  }

  return [
    { method: 'GET', path: '/health', answer: health },
    { method: 'POST', path: '/setup', answer: setup },
    { method: 'POST', path: '/predict', answer: predict },
    // Label Studio tells of annotations; there is nothing to learn from them here.
    { method: 'POST', path: '/webhook', answer: () => ({ status: 'ignored' }) },
  ];
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = safeParse(schema, body);
  if (result.success) return result.data;
  throw new Refusal('REQUEST_INVALID', `Expected a request of Label Studio:\n${listProblems(result.error)}`);
}

function version(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
