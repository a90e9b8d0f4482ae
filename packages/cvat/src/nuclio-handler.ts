import { LangSegError, parseJson, safeParse } from '@langseg/core';
import * as z from 'zod';
import { createDetector, type Detector, type DetectorOptions } from './create-detector.js';
import { readFunctionFile } from './read-function-file.js';

/** What Nuclio gives to a function in Node. */
export interface NuclioContext {
  callback(response: unknown): unknown;
  readonly Response: new (body: unknown, headers: object, contentType: string, status: number) => object;
}

/** A request that came to a function. */
export interface NuclioEvent {
  readonly body: unknown;
}

/** A function of Nuclio: it answers through the context, and throws nothing. */
export type NuclioHandler = (context: NuclioContext, event: NuclioEvent) => Promise<void>;

const request = z.object({
  image: z.string().min(1),
  threshold: z.number().min(0).max(1).nullish(),
});

/** Errors that a request is to blame for. */
const statuses: Partial<Record<string, number>> = {
  IMAGE_UNREADABLE: 422,
  IMAGE_TOO_LARGE: 413,
  CONFIG_INVALID: 400,
};

/**
 * Makes the handler of a CVAT detector function. It answers `{ "image": <base64>, "threshold": 0.5 }` with a list of masks. The model is loaded at
 * once; requests wait for it.
 *
 * Follows `serverless/` of CVAT, and `pkg/processor/runtime/nodejs/js/wrapper.js` of Nuclio, which waits for `context.callback`.
 *
 * @param functionFile path of `function.yaml`, whose labels are looked for.
 */
export function createNuclioHandler(functionFile: string, options: DetectorOptions = {}): NuclioHandler {
  const detector = readFunctionFile(functionFile).then((labels) => createDetector(labels, options));
  // Requests are told; without one of them it would end the process.
  detector.catch(() => undefined);
  return async (context, event) => {
    const { status, body } = await answer(detector, event.body);
    await context.callback(new context.Response(JSON.stringify(body), {}, 'application/json', status));
  };
}

async function answer(
  detector: Promise<Detector>,
  body: unknown,
): Promise<{ readonly status: number; readonly body: object }> {
  try {
    const { image, threshold } = readBody(body);
    const ready = await detector;
    return {
      status: 200,
      body: await ready.detect(Buffer.from(image, 'base64'), { threshold: threshold ?? 0 }),
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = LangSegError.is(error) ? error.code : 'INTERNAL';
    return { status: statuses[code] ?? 500, body: { error: { code, message: message.slice(0, 2000) } } };
  }
}

/** Nuclio gives bytes; what is JSON may have been read already. */
function readBody(body: unknown): z.output<typeof request> {
  const text = body instanceof Uint8Array ? Buffer.from(body).toString('utf8') : body;
  const json = typeof text === 'string' ? parseJson(text) : text;
  const result = safeParse(request, json);
  if (result.success) return result.data;
  throw new LangSegError(
    'CONFIG_INVALID',
    'Expected a request of CVAT: JSON with "image", a photo in base64, and perhaps "threshold", 0 to 1.',
  );
}
