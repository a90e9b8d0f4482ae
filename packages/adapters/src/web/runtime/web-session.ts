import { LangSegError, throwIfAborted, type RunOptions, type Session, type Tensor } from '@langseg/core';
import type { InferenceSession } from 'onnxruntime-web';
import { checkFeeds } from '../../check-feeds.js';
import { messageOf } from '../../message-of.js';
import { fromNative, toNative } from '../../onnxruntime/native-tensor.js';
import type { SerialQueue } from '../../onnxruntime/serial-queue.js';
import { toValueInfos } from '../../onnxruntime/value-info.js';
import { deliverMessages } from './deliver-messages.js';
import type { OnnxRuntimeWeb } from './load-onnxruntime.js';
import type { ConcreteWebDevice } from './web-device.js';

/** A model loaded by `createWebRuntime`. */
export interface WebSession extends Session {
  /** Where it runs: the device asked for, or the one that `auto` settled on. */
  readonly device: ConcreteWebDevice;
}

/**
 * Wraps a native session: checks feeds, queues runs behind everything else that the runtime does, keeps them off
 * released memory.
 *
 * @throws LangSegError `RUNTIME_FAILED` when the model takes or gives what is not a tensor; `native` is released then.
 */
export async function createWebSession(
  native: InferenceSession,
  { Tensor: TensorClass }: Pick<OnnxRuntimeWeb, 'Tensor'>,
  device: ConcreteWebDevice,
  enqueue: SerialQueue,
): Promise<WebSession> {
  const { inputs, outputs } = await describeModel(native);
  let disposal: Promise<void> | undefined;

  async function runNow(
    feeds: Readonly<Record<string, Tensor>>,
    { signal }: RunOptions,
  ): Promise<Record<string, Tensor>> {
    // The run before this one may have blocked the thread: let an abort that arrived meanwhile be heard.
    await deliverMessages();
    if (disposal)
      throw new LangSegError('DISPOSED', 'The session was used after dispose(); load the model again.');
    throwIfAborted(signal);
    try {
      const nativeFeeds = Object.entries(feeds).map(([name, feed]) => [name, toNative(TensorClass, feed)]);
      const results = await native.run(Object.fromEntries(nativeFeeds) as InferenceSession.FeedsType);
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

async function describeModel(native: InferenceSession): Promise<Pick<Session, 'inputs' | 'outputs'>> {
  try {
    return { inputs: toValueInfos(native.inputMetadata), outputs: toValueInfos(native.outputMetadata) };
  } catch (error) {
    await native.release();
    throw error;
  }
}
