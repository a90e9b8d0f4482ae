import {
  assertShape,
  LangSegError,
  throwIfAborted,
  type Runtime,
  type RunOptions,
  type Session,
  type SpatialRegularizer,
  type Tensor,
} from '@langseg/core';
import { encodeModel } from '@langseg/onnx-graph';
import type { SpatialBlockConfig, SpatialBlockKind } from './spatial-block-config.js';
import { spatialBlockGraph } from './spatial-block-graph.js';

/** LSeg's depthwise or bottleneck block on a runtime. */
export class SpatialBlockRegularizer implements SpatialRegularizer {
  readonly specVersion = 1;
  readonly couplesLabels: boolean;
  readonly #load: () => Promise<Session>;
  #session: Promise<Session> | undefined;
  #disposed = false;

  /** @throws LangSegError `CONFIG_INVALID` when the kernel has not nine weights. */
  constructor(runtime: Runtime, kind: SpatialBlockKind, config: SpatialBlockConfig) {
    if (config.kernel.length !== 9)
      throw new LangSegError('CONFIG_INVALID', `A 3×3 kernel has 9 weights, got ${config.kernel.length}.`, {
        found: config.kernel.length,
      });
    this.couplesLabels = kind === 'bottleneck';
    this.#load = async () => runtime.load(await encodeModel(spatialBlockGraph(kind, config)));
  }

  async forward(logits: Tensor<'float32'>, options: RunOptions = {}): Promise<Tensor<'float32'>> {
    if (this.#disposed)
      throw new LangSegError('DISPOSED', 'This regulariser was disposed; create a new one.');
    throwIfAborted(options.signal);
    assertShape('logits', logits, ['B', 'N', 'h', 'w']);
    const loading = (this.#session ??= this.#load());
    loading.catch(() => (this.#session = undefined));
    const session = await loading;
    const { regularized } = await session.run({ logits }, options);
    return regularized as Tensor<'float32'>;
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    const session = this.#session;
    this.#session = undefined;
    if (session) await (await session).dispose();
  }
}
