import type { DType } from '../tensor/dtype.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Disposable, RunOptions } from './run-options.js';

/** A tensor of a model that lives outside the model's own bytes. */
export interface ExternalData {
  /** The `location` that the model's initialisers name. */
  readonly path: string;
  /** The bytes of that whole location. */
  readonly data: Uint8Array;
}

/** An ONNX model: a file (external data beside it), or bytes with external data in memory. */
export type ModelSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'bytes'; readonly model: Uint8Array; readonly externalData?: readonly ExternalData[] };

/** Name, dtype and shape of a model input or output; `undefined` axes are free. */
export interface ValueInfo {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly (number | undefined)[];
}

/** A loaded model. Runs of one session are serialised. */
export interface Session extends Disposable {
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  /**
   * @param feeds one tensor for each input, by name.
   * @returns one tensor for each output, by name.
   * @throws LangSegError `SHAPE_MISMATCH` for a missing or misshapen feed, `RUNTIME_FAILED`, `ABORTED`, `DISPOSED`.
   */
  run(feeds: Readonly<Record<string, Tensor>>, options?: RunOptions): Promise<Record<string, Tensor>>;
}

/** What a runtime can do, so that callers can explain what would be slow or impossible. */
export interface RuntimeCapabilities {
  /** Devices it can run on here, best first. */
  readonly devices: readonly string[];
  /** True when a model file can be opened without reading it into memory first. */
  readonly loadsFiles: boolean;
  /** Threads used for one run. */
  readonly threads: number;
}

/** Options of {@link Runtime.load}. */
export interface LoadOptions extends RunOptions {
  /** `auto` takes the best device that works here. Default: the runtime's own. */
  readonly device?: string;
}

/** Executes ONNX models: onnxruntime in Node or the browser, or plain TypeScript. */
export interface Runtime {
  readonly name: string;
  readonly capabilities: RuntimeCapabilities;
  /** False where the runtime's native part is missing or does not start. Never throws. */
  isSupported(): Promise<boolean>;
  /**
   * Whether its default device computes in half precision and gains by it. Then bundles in `fp16` are opened with the graphs that
   * do. Left out: it does not. Never throws.
   */
  prefersHalf?(): Promise<boolean>;
  /** @throws LangSegError `RUNTIME_FAILED` with the runtime's own message, `NOT_FOUND`, `ABORTED`. */
  load(model: ModelSource, options?: LoadOptions): Promise<Session>;
}
