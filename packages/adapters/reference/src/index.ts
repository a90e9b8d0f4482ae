export { createReferenceRuntime, type ReferenceRuntimeOptions } from './create-reference-runtime.js';
export { evaluateNode } from './evaluate-node.js';
export type { ReadFile } from './external-data.js';
