import { messageOf, type ModelProgress } from '@langseg/adapter-common';
import { LangSegError, type BundleConfig, type RunOptions, type Segmenter } from '@langseg/core';
import type { ImageNotice } from '../images/image-notice.js';
import type { TransferableImage } from '../images/to-transferable.js';
import type { WebImageSource } from '../images/web-image-source.js';
import { describeBrowser } from '../runtime/describe-browser.js';
import type { WebRuntime } from '../runtime/web-runtime.js';
import { isBreakdown } from './breakdown.js';
import { ImageShelf } from './image-shelf.js';
import type { CallEvent, CallName, Calls, Reply, Request } from './protocol.js';
import { toSentError } from './wire-error.js';

/** The part of a worker's global scope that is used. */
export interface SegmenterScope {
  postMessage(message: unknown, options?: { readonly transfer?: Transferable[] }): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** What a worker serves. */
export interface ServedSegmenter {
  /** With an image reader of `createWebImageReader`, and for `toFiles` with result formats. */
  readonly segmenter: Segmenter<WebImageSource>;
  readonly runtime: WebRuntime;
  /** `config.json` of the model. */
  readonly model: BundleConfig;
}

/** How opening a pipeline talks to the page. */
export interface ServeContext extends RunOptions {
  readonly onProgress: (event: ModelProgress) => void;
  readonly onWarning: (message: string) => void;
  readonly onNotice: (notice: ImageNotice) => void;
}

interface CallContext {
  readonly signal: AbortSignal;
  readonly report: (event: CallEvent) => void;
}

/** The output of a call, and which buffers of it are given away. */
interface Answer<N extends CallName> {
  readonly output: Calls[N]['output'];
  readonly transfer?: Transferable[];
}

/**
 * Serves a pipeline to the page that started this worker with `connectSegmenter`.
 *
 * @param scope the worker's `self`.
 * @param open opens the pipeline with the options that the page gave.
 */
export function serveSegmenter<O>(
  scope: SegmenterScope,
  open: (options: O, context: ServeContext) => Promise<ServedSegmenter>,
): void {
  const shelf = new ImageShelf();
  const running = new Map<number, AbortController>();
  let served: ServedSegmenter | undefined;

  const post = (reply: Reply, transfer: Transferable[] = []) => scope.postMessage(reply, { transfer });

  const opened = (): NonNullable<typeof served> => {
    if (served) return served;
    throw new LangSegError('USAGE', 'The first call to a worker must open a pipeline.');
  };

  const handlers: {
    [N in CallName]: (input: Calls[N]['input'], context: CallContext) => Promise<Answer<N>>;
  } = {
    async open({ options }, { signal, report }) {
      served = await open(options as O, {
        signal,
        onProgress: (progress) => report({ type: 'progress', progress }),
        onWarning: (message) => post({ kind: 'warning', message }),
        onNotice: (notice) => post({ kind: 'notice', notice }),
      });
      const { runtime, model } = served;
      const [device, capabilities] = [await runtime.start(), await describeBrowser()];
      return { output: { capabilities, device, threads: runtime.capabilities.threads, model } };
    },
    async encode({ image, longestSide, view }, { signal }) {
      const { segmenter } = opened();
      try {
        const encoded = await segmenter.encode(image, { signal, longestSide, view });
        const { width, height } = encoded;
        return { output: { image: shelf.add(encoded), width, height } };
      } finally {
        closeFrame(image);
      }
    },
    async segment(input, { signal, report }) {
      const { labels, labelMap, labelRuns, alignCorners } = await shelf.segment(input, {
        signal,
        onWarning: (warning) => report({ type: 'label-warning', warning }),
      });
      const sent = labelMap.slice();
      return { output: { labels, labelMap: sent, labelRuns, alignCorners }, transfer: [sent.buffer] };
    },
    async scores({ index, ...ref }, { signal }) {
      const output = await (await shelf.result(ref, { signal })).scores(index, { signal });
      return { output, transfer: [output.buffer] };
    },
    async heatmaps({ indices: labels, temperature, ...ref }, { signal }) {
      const result = await shelf.result(ref, { signal });
      const output: Float32Array[] = [];
      for await (const { values } of result.heatmaps({ labels, temperature, signal })) output.push(values);
      return { output, transfer: output.map(({ buffer }) => buffer) };
    },
    async logits({ indices, ...ref }, { signal }) {
      const output = await (await shelf.result(ref, { signal })).logits({ labels: indices, signal });
      return { output, transfer: [output.data.buffer] };
    },
    async explain({ x, y, options, ...ref }, { signal }) {
      const result = await shelf.result(ref, { signal });
      return { output: await result.explain(x, y, { ...options, signal }) };
    },
    async suggest({ image, options }, { signal }) {
      return { output: await shelf.suggest(image, { ...options, signal }) };
    },
    async region({ image, x, y, options }, { signal }) {
      const output = await shelf.region(image, { x, y }, { ...options, signal });
      return { output, transfer: [output.mask.buffer, output.similarities.buffer] };
    },
    async check({ words }, { signal }) {
      return { output: await opened().segmenter.checkWords(words, { signal }) };
    },
    async complete({ text, count }) {
      return { output: opened().segmenter.completeWord(text, count) };
    },
    async lint({ labels, options }, { signal }) {
      return { output: await opened().segmenter.lintLabels(labels, { ...options, signal }) };
    },
    async files({ format, ending, ...ref }, { signal }) {
      const result = await shelf.result(ref, { signal });
      return { output: await result.toFiles(format, { ending, signal }) };
    },
  };

  async function answer(request: Extract<Request, { kind: CallName }>): Promise<void> {
    const { kind, id } = request;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler = handlers[kind] as (input: unknown, context: CallContext) => Promise<Answer<CallName>>;
      const report = (event: CallEvent) => post({ kind: 'event', id, event });
      const { output, transfer } = await handler(request, { signal: controller.signal, report });
      post({ kind: 'done', id, output }, transfer);
    } catch (error) {
      // A pipeline that can't even be opened is given up by the page anyway.
      if (kind !== 'open' && isBreakdown(error)) post({ kind: 'crashed', message: messageOf(error) });
      else post({ kind: 'failed', id, error: toSentError(error) });
    } finally {
      running.delete(id);
    }
  }

  scope.addEventListener('message', ({ data }) => {
    const request = data as Request;
    if (request.kind === 'abort') running.get(request.id)?.abort();
    else if (request.kind === 'release') shelf.release(request.image);
    else void answer(request);
  });
}

/** Bitmaps and frames hold memory outside the heap until they are closed; these are the worker's own copies. */
function closeFrame(image: TransferableImage): void {
  if (typeof image === 'object' && 'close' in image) image.close();
}
