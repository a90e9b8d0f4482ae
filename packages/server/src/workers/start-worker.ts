import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { forkModule } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import type { Answer } from '../segmenting/answer.js';
import type { PhotoRequest } from '../requests/read-request.js';
import type { FormatFacts } from '../requests/segment-request.js';
import type { FromWorker, ToWorker, WorkerOptions } from './protocol.js';

/** A process with a model in it that answers one request at a time. */
export interface WorkerProcess {
  /** What it can answer. */
  readonly formats: readonly FormatFacts[];
  /** @throws Error when the process ends before it answers. */
  answer(request: PhotoRequest): Promise<Answer>;
  /** Asks the process to stop what it is at; its answer comes all the same, perhaps late. */
  abort(): void;
  /** Ends the process at once, whatever it is at. */
  kill(): void;
  /** Lets the process free its model and end. */
  close(): Promise<void>;
  /** Settles when the process has ended: how. */
  readonly ended: Promise<string>;
}

/** A process that has been asked to end and does not is ended after so many milliseconds. */
const patience = 5000;

/** The program of worker processes, unless another is given. */
export const defaultWorker = new URL(`./segment-worker${extname(import.meta.url)}`, import.meta.url);

/**
 * Starts a process and loads the model there. A thread would keep the event loop just as free, but onnxruntime-node takes
 * the whole process with it when the thread it works in is ended, or when it fails itself.
 *
 * @param program module that calls `serveWorker`.
 * @throws LangSegError what loading the model throws; `RUNTIME_FAILED` when the process ends; `ABORTED`.
 */
export async function startWorker(
  program: URL,
  options: WorkerOptions,
  signal?: AbortSignal,
): Promise<WorkerProcess> {
  const child = forkModule(program);
  const ended = endOf(child);
  const tell = (message: ToWorker): void => {
    if (child.connected) child.send(message);
  };
  let formats: readonly FormatFacts[] = [];
  const kill = (): void => void child.kill('SIGKILL');
  signal?.addEventListener('abort', kill, { once: true });
  try {
    tell({ type: 'open', options });
    const message = await nextMessage(child, ended).catch((error: Error) => {
      throw new LangSegError(
        'RUNTIME_FAILED',
        `The worker process did not start: ${error.message} Its output says more.`,
        {},
        { cause: error },
      );
    });
    if (message.type === 'failed')
      throw new LangSegError(message.code ?? 'RUNTIME_FAILED', message.message, { model: options.model });
    if (message.type === 'ready') formats = message.formats;
  } catch (error) {
    kill();
    await ended;
    if (signal?.aborted) throw new LangSegError('ABORTED', 'The start of the server was cancelled.');
    throw error;
  } finally {
    signal?.removeEventListener('abort', kill);
  }
  return {
    formats,
    ended,
    kill,
    abort: () => tell({ type: 'abort' }),
    async answer(request) {
      tell({ type: 'request', request });
      const message = await nextMessage(child, ended);
      if (message.type !== 'answer') throw new Error(`It sent "${message.type}" instead of an answer.`);
      return message.answer;
    },
    async close() {
      tell({ type: 'close' });
      const timer = setTimeout(kill, patience);
      await ended;
      clearTimeout(timer);
    },
  };
}

async function nextMessage(child: ChildProcess, ended: Promise<string>): Promise<FromWorker> {
  const stop = new AbortController();
  try {
    const message = once(child, 'message', { signal: stop.signal });
    message.catch(() => undefined);
    const outcome = await Promise.race([message, ended]);
    if (typeof outcome === 'string') throw new Error(outcome);
    return outcome[0] as FromWorker;
  } finally {
    stop.abort();
  }
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`It can't be started: ${error.message}.`));
    child.once('exit', (status, signal) =>
      resolve(signal ? `It was ended by ${signal}.` : `It ended with status ${status}.`),
    );
  });
}
