import { setImmediate } from 'node:timers/promises';
import { LangSegError, throwIfAborted, type RunOptions, type Session, type Tensor } from '@langseg/core';
import type { InferenceSession, Tensor as NativeTensor } from 'onnxruntime-node';
import { checkFeeds } from '../../check-feeds.js';
import { messageOf } from '../../message-of.js';
import type { NodeSession } from './node-session.js';
import { fromNative, toNative } from '../../onnxruntime/native-tensor.js';
import { createSerialQueue } from '../../onnxruntime/serial-queue.js';
import { toValueInfos } from '../../onnxruntime/value-info.js';

type NativeTensorConstructor = typeof NativeTensor;

/**
 * Wraps a native session: checks feeds, queues runs, keeps them off released memory.
 *
 * @throws LangSegError `RUNTIME_FAILED` when the model takes or gives what is not a tensor; `native` is released then.
 */
export async function createNodeSession(
  native: InferenceSession,
  TensorConstructor: NativeTensorConstructor,
  device: NodeSession['device'],
): Promise<NodeSession> {
  const { inputs, outputs } = await describeModel(native);
  const enqueue = createSerialQueue();
  let disposal: Promise<void> | undefined;

  async function runNow(
    feeds: Readonly<Record<string, Tensor>>,
    { signal }: RunOptions,
  ): Promise<Record<string, Tensor>> {
    // The run before this one blocked the event loop: let signals that arrived meanwhile be delivered.
    await setImmediate();
    if (disposal)
      throw new LangSegError('DISPOSED', 'The session was used after dispose(); load the model again.');
    throwIfAborted(signal);
    try {
      const nativeFeeds = Object.entries(feeds).map(([name, feed]) => [
        name,
        toNative(TensorConstructor, feed),
      ]);
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
