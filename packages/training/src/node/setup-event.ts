import type { DatasetReport } from '@langseg/datasets/node';
import type { MatchReport } from '../weights/match-report.js';
import type { RunEvent } from '../run/run-event.js';

/** What a run tells before and after it trains. */
export type SetupEvent =
  | { readonly type: 'checking'; readonly name: string; readonly done: number; readonly total: number }
  /** What the files of a data set look like. */
  | { readonly type: 'data'; readonly purpose: 'train' | 'validation'; readonly report: DatasetReport }
  /** How the starting weights fitted. */
  | { readonly type: 'start'; readonly from: string; readonly report: MatchReport }
  | { readonly type: 'warning'; readonly message: string }
  /** Something worth knowing: where in a file the starting weights were. */
  | { readonly type: 'note'; readonly message: string }
  /** All is ready; training begins. */
  | {
      readonly type: 'ready';
      readonly folder: string;
      /** Parameters that are trained, and all there are. */
      readonly trained: number;
      readonly parameters: number;
      readonly groups: readonly {
        readonly name: string;
        readonly parameters: number;
        readonly learningRate: number;
      }[];
      readonly labels: number;
      readonly steps: number;
      /** The update that comes next, from 1. */
      readonly nextStep: number;
    }
  | { readonly type: 'exported'; readonly model: string; readonly weights: string; readonly step: number };

/** Everything that {@link SetupEvent} and the training itself tell. */
export type TrainingEvent = RunEvent | SetupEvent;
