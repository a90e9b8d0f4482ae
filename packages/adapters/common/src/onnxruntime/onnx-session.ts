import { LangSegError, throwIfAborted, type RunOptions, type Session, type Tensor } from '@langseg/core';
import { checkFeeds } from '../check-feeds.js';
import { messageOf } from '../message-of.js';
import { fromNative, toNative, type NativeTensor } from './native-tensor.js';
import type { SerialQueue } from './serial-queue.js';
import { toValueInfos, type ValueMetadata } from './value-info.js';

/** A session of onnxruntime, in Node and in browsers alike. */
export interface NativeSession {
  readonly inputMetadata: readonly ValueMetadata[];
  readonly outputMetadata: readonly ValueMetadata[];
  run(feeds: Readonly<Record<string, NativeTensor>>): Promise<Readonly<Record<string, NativeTensor>>>;
  release(): Promise<void>;
}

/** What {@link onnxSession} needs besides the native session, which it owns. */
export interface OnnxSessionOptions<D extends string> {
  /** `Tensor` of onnxruntime-node or -web. */
  readonly TensorClass: abstract new (...args: never) => NativeTensor;
  readonly device: D;
  /** Runs and disposals wait in it. */
  readonly enqueue: SerialQueue;
  /** The run before may have blocked the thread: lets signals that arrived meanwhile be delivered. */
  readonly deliverSignals: () => Promise<unknown>;
}

/**
 * Wraps a native session: checks feeds, queues runs, keeps them off released memory.
 *
 * @throws LangSegError `RUNTIME_FAILED` when the model takes or gives what is not a tensor; `native` is released then.
 */
export async function onnxSession<D extends string>(
  native: NativeSession,
  { TensorClass, device, enqueue, deliverSignals }: OnnxSessionOptions<D>,
): Promise<Session & { readonly device: D }> {
  const { inputs, outputs } = await describeModel(native);
  let disposal: Promise<void> | undefined;

  async function runNow(
    feeds: Readonly<Record<string, Tensor>>,
    { signal }: RunOptions,
  ): Promise<Record<string, Tensor>> {
    await deliverSignals();
    if (disposal)
      throw new LangSegError('DISPOSED', 'The session was used after dispose(); load the model again.');
    throwIfAborted(signal);
    try {
      const nativeFeeds = Object.entries(feeds).map(([name, feed]) => [name, toNative(TensorClass, feed)]);
      const results = await native.run(Object.fromEntries(nativeFeeds) as Record<string, NativeTensor>);
      return Object.fromEntries(outputs.map(({ name, dtype }) => [name, fromNative(dtype, results[name])]));
    } catch (cause) {
      throw new LangSegError(
        'RUNTIME_FAILED',
        `onnxruntime failed to run the model: ${messageOf(cause)}`,
        { device },
        { cause },
      );
    }
  }

  return {
    inputs,
    outputs,
    device,
    run: async (feeds, options = {}) => {
      checkFeeds(inputs, feeds);
      return enqueue(() => runNow(feeds, options));
    },
    dispose: () => (disposal ??= enqueue(() => native.release())),
  };
}

async function describeModel(native: NativeSession): Promise<Pick<Session, 'inputs' | 'outputs'>> {
  try {
    return { inputs: toValueInfos(native.inputMetadata), outputs: toValueInfos(native.outputMetadata) };
  } catch (error) {
    await native.release();
    throw error;
  }
}
