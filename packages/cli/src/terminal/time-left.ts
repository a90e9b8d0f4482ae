/** Says how long it will take at the pace so far: `12 s left`. The first call only starts the clock. */
export function timeLeft(
  now: () => number = () => performance.now(),
): (done: number, total: number) => string {
  let start: { readonly time: number; readonly done: number } | undefined;
  return (done, total) => {
    start ??= { time: now(), done };
    if (done <= start.done) return '';
    const seconds = Math.round((((now() - start.time) / (done - start.done)) * (total - done)) / 1000);
    if (seconds < 90) return `${seconds} s left`;
    const minutes = Math.round(seconds / 60);
    return minutes < 90 ? `${minutes} min left` : `${(minutes / 60).toFixed(1)} h left`;
  };
}
