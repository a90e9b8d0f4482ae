import { LangSegError, throwIfAborted } from '@langseg/core';
import type { ImageNotice } from '../images/image-notice.js';
import type { CallEvent, CallName, Calls, Reply, Request } from './protocol.js';
import { fromSentError } from './wire-error.js';

/** The part of a `Worker` that is used. */
export interface WorkerPort {
  postMessage(message: unknown, options?: { readonly transfer?: Transferable[] }): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
  terminate(): void;
}

/** Who is told what belongs to no call. */
export interface WorkerListeners {
  readonly onWarning?: (message: string) => void;
  readonly onNotice?: (notice: ImageNotice) => void;
}

/** Options of one call. */
export interface CallOptions<N extends CallName> {
  readonly signal?: AbortSignal;
  readonly transfer?: readonly Transferable[];
  readonly onEvent?: (event: CallEvent) => void;
  /** Given the output of a call that nobody waits for any more. */
  readonly discard?: (output: Calls[N]['output']) => void;
}

interface PendingCall {
  settle(reply: Extract<Reply, { kind: 'done' | 'failed' }>): void;
  fail(error: LangSegError): void;
  event(event: CallEvent): void;
}

/** Calls to one worker. When the worker crashes, all that wait fail with the same error, and later ones too. */
export class WorkerConnection {
  readonly #port: WorkerPort;
  readonly #listeners: WorkerListeners;
  readonly #calls = new Map<number, PendingCall>();
  #nextId = 1;
  #end: LangSegError | undefined;

  constructor(port: WorkerPort, listeners: WorkerListeners = {}) {
    this.#listeners = listeners;
    this.#port = port;
    port.addEventListener('message', (event) => this.#receive(event.data as Reply));
    port.addEventListener('error', (event) => this.#crash((event as Partial<ErrorEvent>).message));
    port.addEventListener('messageerror', () => this.#crash('a message could not be read'));
  }

  /** Why no call is possible any more. */
  get end(): LangSegError | undefined {
    return this.#end;
  }

  /** @throws LangSegError what the worker threw, `ABORTED`, or why the connection ended. */
  call<N extends CallName>(
    kind: N,
    input: Calls[N]['input'],
    { signal, transfer = [], onEvent, discard }: CallOptions<N> = {},
  ): Promise<Calls[N]['output']> {
    return new Promise((resolve, reject) => {
      throwIfAborted(signal);
      if (this.#end) throw this.#end;
      const id = this.#nextId++;
      let isWanted = true;
      const onAbort = () => {
        isWanted = false;
        this.#post({ kind: 'abort', id });
        reject(new LangSegError('ABORTED', 'The operation was cancelled.', {}, { cause: signal?.reason }));
      };
      const finish = () => {
        this.#calls.delete(id);
        signal?.removeEventListener('abort', onAbort);
      };
      this.#calls.set(id, {
        settle: (reply) => {
          finish();
          if (reply.kind === 'failed') reject(fromSentError(reply.error));
          else if (isWanted) resolve(reply.output);
          else discard?.(reply.output);
        },
        fail: (error) => {
          finish();
          reject(error);
        },
        event: (event) => {
          if (isWanted) onEvent?.(event);
        },
      });
      signal?.addEventListener('abort', onAbort);
      try {
        // The map of calls ties each input to its kind; TypeScript can't follow that through a generic.
        this.#post({ kind, id, ...input } as Request, transfer);
      } catch (error) {
        finish();
        throw error;
      }
    });
  }

  /** Lets go of an encoded photo in the worker. */
  release(image: number): void {
    if (!this.#end) this.#post({ kind: 'release', image });
  }

  /** Ends the worker, which gives its memory back at once; whatever waits fails with `reason`. */
  close(reason: LangSegError): void {
    if (this.#end) return;
    this.#end = reason;
    this.#port.terminate();
    for (const call of [...this.#calls.values()]) call.fail(reason);
  }

  #post(request: Request, transfer: readonly Transferable[] = []): void {
    this.#port.postMessage(request, { transfer: [...transfer] });
  }

  #receive(reply: Reply): void {
    if (reply.kind === 'crashed') this.#crash(reply.message);
    else if (reply.kind === 'warning') this.#listeners.onWarning?.(reply.message);
    else if (reply.kind === 'notice') this.#listeners.onNotice?.(reply.notice);
    else if (reply.kind === 'event') this.#calls.get(reply.id)?.event(reply.event);
    else this.#calls.get(reply.id)?.settle(reply);
  }

  #crash(what: string | undefined): void {
    this.close(
      new LangSegError(
        'RUNTIME_FAILED',
        `The worker that runs the models has stopped: ${what || 'it could not be loaded, or ran out of memory'}. ` +
          'The next call starts a new one; encode photos again.',
      ),
    );
  }
}
