import { signal } from '@preact/signals';

/** Milliseconds of the last time each thing was done. */
export interface Timings {
  readonly model?: number;
  readonly encode?: number;
  readonly segment?: number;
  readonly paint?: number;
  /** From the key to the pixels on the screen. */
  readonly keystroke?: number;
}

export const timings = signal<Timings>({});

/** Whether the page shows and records its timings, as `?measure` asks. */
export const isMeasuring = () => new URLSearchParams(location.search).has('measure');

let typedAt: number | undefined;

/** Notes that a key changed the words. */
export function markKeystroke(): void {
  typedAt = performance.now();
}

/** When the last key was pressed, for the job that answers it. */
export function lastKeystroke(): number | undefined {
  return typedAt;
}

export function record(name: keyof Timings, start: number, end = performance.now()): void {
  timings.value = { ...timings.value, [name]: end - start };
  if (isMeasuring()) performance.measure(`langseg:${name}`, { start, end });
}

/** Call when a picture that answers the key pressed at `start` was drawn. Counts until the browser shows it. */
export function recordShown(start: number): void {
  if (start === typedAt) typedAt = undefined;
  requestAnimationFrame(() => record('keystroke', start));
}
