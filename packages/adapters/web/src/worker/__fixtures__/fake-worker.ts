import type { SegmenterScope } from '../serve-segmenter.js';
import type { WorkerPort } from '../worker-connection.js';

/** A worker in this thread: messages are cloned and transferred as between real ones. */
export class FakeWorker implements WorkerPort {
  readonly #channel = new MessageChannel();
  readonly #errors = new EventTarget();
  terminated = false;

  constructor(serve: (scope: SegmenterScope) => void) {
    const { port1, port2 } = this.#channel;
    serve({
      postMessage: (message, options) => {
        if (!this.terminated) port2.postMessage(message, options as StructuredSerializeOptions);
      },
      addEventListener: (type, listener) => port2.addEventListener(type, listener),
    });
    port1.start();
    port2.start();
  }

  postMessage(message: unknown, options?: { readonly transfer?: Transferable[] }): void {
    this.#channel.port1.postMessage(message, options as StructuredSerializeOptions);
  }

  addEventListener(
    type: 'message' | 'error' | 'messageerror',
    listener: (event: MessageEvent) => void,
  ): void {
    if (type === 'message') this.#channel.port1.addEventListener(type, listener);
    else this.#errors.addEventListener(type, listener as EventListener);
  }

  terminate(): void {
    this.terminated = true;
    this.#channel.port1.close();
  }

  /** As when the worker throws where nobody catches. */
  crash(message: string): void {
    this.#errors.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}
