import type { RunOptions } from '@langseg/core';

/**
 * Works on several items at a time and yields what comes of them in their order. When it is left early, or anything fails, what
 * is under way is aborted and waited for.
 *
 * @param limit items that are under way at a time, or wait to be yielded.
 * @throws what the work on an item throws, when it is that item's turn.
 */
export async function* inOrder<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, options: { readonly signal: AbortSignal }) => Promise<Result>,
  { signal }: RunOptions = {},
): AsyncGenerator<Result, void, undefined> {
  const left = new AbortController();
  const options = { signal: signal ? AbortSignal.any([signal, left.signal]) : left.signal };
  const underWay: Promise<Result>[] = [];
  let next = 0;
  const fill = (): void => {
    while (next < items.length && underWay.length < limit) {
      const result = work(items[next++], options);
      // Whether it fails is seen when it is its turn.
      result.catch(() => undefined);
      underWay.push(result);
    }
  };
  try {
    for (fill(); underWay.length > 0; fill()) {
      const result = await underWay[0];
      void underWay.shift();
      yield result;
    }
  } finally {
    left.abort();
    await Promise.allSettled(underWay);
  }
}
