import { phases, type Phase } from './step-phases.js';

/** An event of onnxruntime's profile, as far as it is read here. */
export interface ProfileEvent {
  readonly cat: string;
  readonly name: string;
  /** Microseconds. */
  readonly dur: number;
  readonly args?: { readonly op_name?: string };
}

/** Time of the nodes of one operator in each part of a step, in milliseconds. */
export interface OperatorTimes {
  readonly operator: string;
  readonly ms: Readonly<Record<Phase, number>>;
}

const ending = '_kernel_time';

/**
 * Adds up a profile by operator, longest first. Of a node's runs the shortest counts: the others are the machine's noise.
 *
 * Nodes that onnxruntime merged go by the operator that it made of them. What it made up itself belongs to the backward
 * pass, where it does that most.
 *
 * @param parts the part of each node by its name.
 */
export function operatorTimes(
  events: readonly ProfileEvent[],
  parts: ReadonlyMap<string, Phase>,
): OperatorTimes[] {
  const shortest = new Map<string, { operator: string; ms: number }>();
  for (const { cat, name, dur, args } of events) {
    if (cat !== 'Node' || !name.endsWith(ending) || !args?.op_name) continue;
    const ms = Math.min(dur / 1000, shortest.get(name)?.ms ?? Infinity);
    shortest.set(name, { operator: args.op_name, ms });
  }
  const sums = new Map<string, Record<Phase, number>>();
  for (const [name, { operator, ms }] of shortest) {
    const sum = sums.get(operator) ?? { forward: 0, backward: 0, update: 0 };
    sum[parts.get(nodeName(name)) ?? 'backward'] += ms;
    sums.set(operator, sum);
  }
  return [...sums].map(([operator, ms]) => ({ operator, ms })).sort((a, b) => totalOf(b) - totalOf(a));
}

/** All parts together. */
export function totalOf({ ms }: OperatorTimes): number {
  return phases.reduce((sum, phase) => sum + ms[phase], 0);
}

/** The name that the graph gave to a node. Optimisations add theirs behind a slash. */
function nodeName(event: string): string {
  return event.slice(0, -ending.length).replace(/\/.*/s, '');
}
