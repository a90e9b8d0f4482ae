import type { TerminalStream } from '../io/io.js';

/** What stands on the line of a progress bar. */
export interface ProgressFormat {
  /** What is being done: `Converting`. */
  readonly doing: string;
  /** How amounts are written. Default: as plain numbers. */
  readonly amount?: (value: number) => string;
}

/** A progress bar. */
export interface Progress {
  /** @param item what is being worked on now. */
  update(value: number, total: number, item?: string): void;
  /** Takes the bar off the terminal. */
  stop(): void;
}

const silent: Progress = { update: () => undefined, stop: () => undefined };

/** Starts a bar that disappears when it is stopped. On anything but a terminal nothing is written. */
export async function startProgress(
  stream: TerminalStream,
  { doing, amount = String }: ProgressFormat,
): Promise<Progress> {
  if (!stream.isTTY) return silent;
  const { default: cliProgress } = await import('cli-progress');
  const bar = new cliProgress.SingleBar(
    {
      stream,
      format: `${doing} {bar} {percentage}% {amount} {item}`,
      clearOnComplete: true,
      gracefulExit: false,
      linewrap: true,
      barsize: 24,
    },
    cliProgress.Presets.shades_grey,
  );
  let isStarted = false;
  return {
    update(value, total, item = '') {
      const payload = { item, amount: `${amount(value)} / ${amount(total)}` };
      if (isStarted) {
        bar.setTotal(total);
        bar.update(value, payload);
      } else {
        bar.start(total, value, payload);
        isStarted = true;
      }
    },
    stop() {
      bar.stop();
      isStarted = false;
    },
  };
}
