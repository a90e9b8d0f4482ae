/**
 * A factor on the learning rate as a function of progress, which is 0 at the start of a run and 1 at its end. It does not
 * know how many steps there are, so that it can be used per epoch and per step, and be composed.
 */
export type Schedule = (progress: number) => number;
