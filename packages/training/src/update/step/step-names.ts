/** Names of the inputs and outputs of an update's graphs. */
export const stepNames = {
  /** A scalar of the loss graph. */
  result: (name: string) => `result:${name}`,
  /** The next value of a parameter, statistic, slot or sum. */
  next: (name: string) => `next:${name}`,
  /** A tensor that the optimiser keeps for a parameter. */
  slot: (slot: string, parameter: string) => `${slot}:${parameter}`,
  /** Gradients of a parameter, added up. */
  sum: (parameter: string) => `sum:${parameter}`,
  /** A scalar of a group's optimiser. */
  scalar: (group: number, scalar: string) => `scalar:${group}:${scalar}`,
} as const;
