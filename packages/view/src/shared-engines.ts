import type { WebSegmenter } from '@langseg/web';

/** Bytes so far of all bytes; `total` is undefined until sizes are known. */
export type OnProgress = (loaded: number, total: number | undefined) => void;

/** Opens a model. */
export type OpenModel = (model: string, onProgress: OnProgress) => Promise<WebSegmenter>;

/** The right to use an engine until it is released. */
export interface EngineLease {
  readonly model: string;
  readonly segmenter: Promise<WebSegmenter>;
  release(): void;
}

/** Lends engines: everybody who asks for a model gets the same one. */
export interface SharedEngines {
  borrow(model: string, onProgress: OnProgress): EngineLease;
}

interface Shared {
  readonly segmenter: Promise<WebSegmenter>;
  readonly users: Set<OnProgress>;
  end: ReturnType<typeof setTimeout> | undefined;
}

/**
 * @param linger milliseconds that an engine without users lives on, for elements that are moved and pages that are turned.
 */
export function shareEngines(open: OpenModel, linger = 10_000): SharedEngines {
  const engines = new Map<string, Shared>();

  function engineOf(model: string): Shared {
    const known = engines.get(model);
    if (known) return known;
    const users = new Set<OnProgress>();
    const segmenter = open(model, (loaded, total) =>
      users.forEach((onProgress) => onProgress(loaded, total)),
    );
    const shared: Shared = { segmenter, users, end: undefined };
    engines.set(model, shared);
    // Whoever asks again tries again.
    segmenter.catch(() => engines.get(model) === shared && engines.delete(model));
    return shared;
  }

  function end(model: string, shared: Shared): void {
    if (engines.get(model) === shared) engines.delete(model);
    shared.segmenter.then((segmenter) => segmenter.dispose()).catch(() => undefined);
  }

  return {
    borrow(model, onProgress) {
      const shared = engineOf(model);
      // Two leases may come with one function.
      const user: OnProgress = (...progress) => onProgress(...progress);
      shared.users.add(user);
      clearTimeout(shared.end);
      return {
        model,
        segmenter: shared.segmenter,
        release() {
          const isLast = shared.users.delete(user) && shared.users.size === 0;
          if (isLast) shared.end = setTimeout(() => end(model, shared), linger);
        },
      };
    },
  };
}
