/** Computes batches before they are asked for. */
export interface Prefetcher<T> {
  /** One batch; the following ones are started, those that are no longer near are dropped. */
  take(epoch: number, index: number): Promise<T>;
}

/**
 * Keeps the next few batches in work.
 *
 * @param ahead how many beyond the one that is asked for, across the end of an epoch; 0 computes nothing ahead.
 */
export function createPrefetcher<T>(
  batchesPerEpoch: number,
  ahead: number,
  compute: (epoch: number, index: number) => Promise<T>,
): Prefetcher<T> {
  /** By number of the batch since the beginning of training. */
  const pending = new Map<number, Promise<T>>();

  function start(position: number): Promise<T> {
    const known = pending.get(position);
    if (known) return known;
    const batch = compute(Math.floor(position / batchesPerEpoch), position % batchesPerEpoch);
    // Whoever takes it is told; until then a failure is nobody's.
    batch.catch(() => undefined);
    pending.set(position, batch);
    return batch;
  }

  return {
    take(epoch, index) {
      const position = epoch * batchesPerEpoch + index;
      const batch = start(position);
      for (let next = position + 1; next <= position + ahead; next++) void start(next);
      pending.delete(position);
      for (const other of pending.keys())
        if (other < position - ahead || other > position + ahead) pending.delete(other);
      return batch;
    },
  };
}
