/**
 * Runs one job at a time and, of the inputs that arrive meanwhile, only the last. What a fast typist leaves behind is
 * skipped, while every job that has begun is finished and shown, so that the picture keeps up with the keys.
 *
 * @param run must handle its own failures.
 * @returns gives the next input; resolves when nothing is left to do.
 */
export function latestWins<T>(run: (input: T) => Promise<void>): (input: T) => Promise<void> {
  let waiting: { readonly input: T } | undefined;
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    while (waiting) {
      const { input } = waiting;
      waiting = undefined;
      await run(input);
    }
    working = undefined;
  }

  return (input) => {
    waiting = { input };
    return (working ??= work());
  };
}
