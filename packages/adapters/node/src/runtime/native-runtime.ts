import { loadOnnxRuntime as load } from './load-onnxruntime.js';

/** The module onnxruntime-node, as far as its types need no DOM; those who need more cast it to the type of the module. */
export interface OnnxRuntime {
  readonly env: { readonly versions: { readonly node?: string } };
}

/**
 * The native runtime, with its telemetry off, loaded when it is needed.
 *
 * @throws LangSegError `RUNTIME_FAILED` when it is not installed or has no build for this machine.
 */
export const loadOnnxRuntime: () => Promise<OnnxRuntime> = load;
