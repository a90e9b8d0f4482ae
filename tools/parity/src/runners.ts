import { createNodeRuntime } from '@langseg/adapter-node';
import { createReferenceRuntime } from '@langseg/adapter-reference';
import { GraphRunner } from './graph-runner.js';

/**
 * Which runtimes to compute with. `default` is onnxruntime-node, and in addition the reference runtime for networks that
 * are small enough.
 */
export const runtimeChoices = ['default', 'onnxruntime-node', 'reference', 'all'] as const;

/** See {@link runtimeChoices}. */
export type RuntimeChoice = (typeof runtimeChoices)[number];

/** Multiply-accumulates that take plain TypeScript about a second. */
const smallNetwork = 200e6;

/** One runner for each runtime of a choice. */
export function createRunners(choice: RuntimeChoice): readonly GraphRunner[] {
  const native = () => new GraphRunner(createNodeRuntime());
  const reference = (maxMacs?: number) => new GraphRunner(createReferenceRuntime(), { maxMacs });
  switch (choice) {
    case 'default':
      return [native(), reference(smallNetwork)];
    case 'onnxruntime-node':
      return [native()];
    case 'reference':
      return [reference()];
    case 'all':
      return [native(), reference()];
  }
}
