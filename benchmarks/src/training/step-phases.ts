import type { Graph } from '@langseg/onnx-graph';

/** The parts of a training step. */
export const phases = ['forward', 'backward', 'update'] as const;

export type Phase = (typeof phases)[number];

/**
 * Which part of a step each node belongs to, by its name: the update is what depends on the optimiser's scalars, the forward
 * pass what the loss depends on, and the backward pass all the rest.
 *
 * @param step a graph of `updateGraph`.
 */
export function stepPhases({ nodes, inputs, outputs }: Graph): Map<string, Phase> {
  const late = new Set(inputs.map(({ name }) => name).filter((name) => name.startsWith('scalar:')));
  for (const node of nodes)
    if (node.inputs.some((name) => late.has(name))) for (const output of node.outputs) late.add(output);

  const early = new Set(outputs.map(({ name }) => name).filter((name) => name.startsWith('result:')));
  for (const node of nodes.toReversed())
    if (node.outputs.some((name) => early.has(name))) for (const input of node.inputs) early.add(input);

  return new Map(
    nodes.map(({ name, outputs: made }) => {
      if (made.some((output) => late.has(output))) return [name, 'update'];
      return [name, made.some((output) => early.has(output)) ? 'forward' : 'backward'];
    }),
  );
}
