/** How far a run has come: all that it needs beside weights and optimiser state to go on. Plain JSON. */
export interface RunProgress {
  /** Finished updates. */
  readonly step: number;
  /** The epoch under way, from 0. */
  readonly epoch: number;
  /** Batches of that epoch that are done. */
  readonly index: number;
  /** Time spent training, in seconds, over all sittings. */
  readonly seconds: number;
  /** Latest losses, oldest first, by which an exploding one is recognised. */
  readonly recentLosses: readonly number[];
  /** The best validation so far. */
  readonly best?: BestScore;
}

/** The best validation of a run. */
export interface BestScore {
  readonly step: number;
  readonly epoch: number;
  /** Mean IoU over the validation sets, 0 to 1. */
  readonly score: number;
}

/** Where every run begins. */
export const runStart: RunProgress = { step: 0, epoch: 0, index: 0, seconds: 0, recentLosses: [] };
