import type { TrainingEvent } from '@langseg/training/node';
import type { Terminal } from '../../terminal/terminal.js';
import { describeEvent, describeStep } from './describe-event.js';

/** Tells what happens in a run. */
export interface TrainingReporter {
  readonly report: (event: TrainingEvent) => void;
  /** The latest checkpoint. */
  readonly checkpoint: string | undefined;
  /** Takes the bar away and waits until everything is printed. */
  stop(): Promise<void>;
}

/** What is only shown as a moving bar. */
const moving: readonly TrainingEvent['type'][] = ['step', 'checking', 'validating'];

/**
 * For people: lines on standard output, and a bar on a terminal; for programs one JSON object for each event, without
 * those that only move a bar.
 */
export async function trainingReporter(
  terminal: Terminal,
  { json }: { readonly json: boolean },
): Promise<TrainingReporter> {
  const bars = {
    step: await terminal.progress({ doing: 'Training' }),
    checking: await terminal.progress({ doing: 'Checking' }),
    validating: await terminal.progress({ doing: 'Validating' }),
  };
  const hide = () => Object.values(bars).forEach((bar) => bar.stop());
  let checkpoint: string | undefined;
  let printing = Promise.resolve();
  let failure: unknown;

  function show(event: TrainingEvent): void {
    if (event.type === 'step') {
      const { metrics, steps } = event;
      bars.step.update(metrics.step, steps, describeStep(event));
    } else if (event.type === 'checking') bars.checking.update(event.done, event.total, event.name);
    else if (event.type === 'validating') bars.validating.update(event.done, event.total);
    else hide();
  }

  /** Printing continues during training; its failure is reported at the end. */
  function queue(print: () => Promise<void>): void {
    printing = printing.then(print).catch((error: unknown) => void (failure ??= error));
  }

  return {
    get checkpoint() {
      return checkpoint;
    },
    report(event) {
      show(event);
      if (event.type === 'checkpoint') checkpoint = event.path;
      if (json) {
        if (event.type !== 'checking' && event.type !== 'validating') queue(() => terminal.printJson(event));
        return;
      }
      if (event.type === 'warning') return terminal.warn(event.message);
      if (moving.includes(event.type) && !isEndOfEpoch(event)) return;
      const text = describeEvent(event, terminal.colors);
      if (text === undefined) return;
      hide();
      queue(() => terminal.print(text));
    },
    async stop() {
      hide();
      await printing;
      if (failure !== undefined) throw failure as Error;
    },
  };
}

function isEndOfEpoch(event: TrainingEvent): boolean {
  return event.type === 'step' && event.metrics.step % (event.steps / event.epochs) === 0;
}
