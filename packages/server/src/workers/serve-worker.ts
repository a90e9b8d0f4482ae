import { createImageReader, endWithParent } from '@langseg/adapter-node';
import { formatSlot, LangSegError, usualEnding, type ComponentSet, type ImageReader } from '@langseg/core';
import { defaultRegistry } from 'langseg';
import { answerRequest, type AnswerInit, type PhotoSegmenter } from '../segmenting/answer-request.js';
import type { FormatFacts } from '../requests/segment-request.js';
import type { FromWorker, ToWorker, WorkerOptions } from './protocol.js';
import { untilIdle } from './until-idle.js';

/** What a worker process works with. */
export interface OpenedWorker {
  readonly segmenter: PhotoSegmenter;
  /** Its result formats can be returned. Default: `defaultRegistry`. */
  readonly registry?: ComponentSet;
}

/**
 * Makes this process one that segments for a server. It is the whole program of a worker process; write your own to
 * segment with something else than the model of a bundle. Components of yours need none: name them as `plugins`.
 *
 * ```ts
 * serveWorker(async ({ model, device, threads }) => ({
 *   segmenter: await createSegmenter({ model, device, threads, pipeline }),
 * }));
 * ```
 *
 * @param open loads the model; called once.
 * @param images decodes photos. Default: the reader of Node, with the server's limit of pixels.
 * @throws LangSegError `USAGE` in a process that no server has started.
 */
export function serveWorker(
  open: (options: WorkerOptions) => Promise<OpenedWorker>,
  images?: ImageReader,
): void {
  if (!process.send)
    throw new LangSegError(
      'USAGE',
      'This program is meant to be started by a server; it does nothing by itself.',
    );
  let opened: Omit<AnswerInit, 'signal'> | undefined;
  let controller = new AbortController();

  const send = (message: FromWorker): void => void process.send?.(message);

  async function start(options: WorkerOptions): Promise<void> {
    try {
      const { limits } = options;
      const { segmenter, registry = defaultRegistry } = await open(options);
      opened = {
        segmenter,
        images: images ?? createImageReader(limits),
        limits,
        registry,
      };
      send({ type: 'ready', formats: formatsOf(registry) });
    } catch (error) {
      const code = LangSegError.is(error) ? error.code : undefined;
      send({ type: 'failed', code, message: error instanceof Error ? error.message : String(error) });
    }
  }

  async function receive(message: ToWorker): Promise<void> {
    switch (message.type) {
      case 'open':
        return start(message.options);
      case 'request': {
        controller = new AbortController();
        const { signal } = controller;
        const answer = await answerRequest(message.request, { ...opened!, signal });
        if (signal.aborted) await untilIdle();
        return send({ type: 'answer', answer });
      }
      case 'abort':
        return controller.abort();
      case 'close':
        controller.abort();
        await opened?.segmenter.dispose();
        process.disconnect();
    }
  }

  process.on('message', (message) => void receive(message as ToWorker));
  // Without a server there is nobody to work for; one that was killed may be noticed only by looking.
  process.on('disconnect', () => process.exit());
  endWithParent();
  // Ctrl-C reaches the whole group of processes. The server finishes what it has begun, and then says "close".
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
}

function formatsOf(registry: ComponentSet): FormatFacts[] {
  return registry.of(formatSlot).map((format) => ({
    type: format.type,
    mediaType: format.endings[usualEnding(format)],
    perLabel: format.perLabel ?? false,
  }));
}
