import { throwIfAborted, type TextEncoder } from '@langseg/core';

/** What the cache keeps of a label. */
export interface EncodedLabel {
  /** `[D]`. */
  readonly row: Float32Array;
  /** The encoder's warning, if it had one. */
  readonly warning?: string;
}

/** Labels being encoded in one call of the encoder, and how many callers wait for them. */
interface Batch {
  readonly labels: readonly string[];
  readonly result: Promise<ReadonlyMap<string, EncodedLabel>>;
  readonly controller: AbortController;
  waiting: number;
}

/** Encodes labels for several callers at a time, each label once. */
export interface SharedEncoding {
  /** @param labels without repetition. */
  encode(labels: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, EncodedLabel>>;
}

/**
 * Lets callers that want the same label at the same time wait for the same call of the encoder. A caller that is aborted
 * stops waiting; the work itself stops when nobody waits for it any more.
 */
export function createSharedEncoding(encoder: TextEncoder): SharedEncoding {
  const pending = new Map<string, Batch>();

  const forget = (batch: Batch): void => {
    for (const label of batch.labels) if (pending.get(label) === batch) pending.delete(label);
  };

  const start = (labels: readonly string[]): void => {
    const controller = new AbortController();
    const result = encodeAll(encoder, labels, controller.signal).finally(() => forget(batch));
    const batch: Batch = { labels, result, controller, waiting: 0 };
    for (const label of labels) pending.set(label, batch);
  };

  const wait = async (batch: Batch, signal?: AbortSignal): Batch['result'] => {
    const stop = new AbortController();
    const aborted = new Promise((resolve) =>
      signal?.addEventListener('abort', resolve, { signal: stop.signal }),
    );
    batch.waiting++;
    try {
      await Promise.race([batch.result, aborted]);
      throwIfAborted(signal);
      return await batch.result;
    } finally {
      stop.abort();
      batch.waiting--;
      if (batch.waiting === 0) {
        forget(batch);
        batch.controller.abort(signal?.reason);
      }
    }
  };

  return {
    async encode(labels, signal) {
      const fresh = labels.filter((label) => !pending.has(label));
      if (fresh.length) start(fresh);
      const batches = new Set(labels.flatMap((label) => pending.get(label) ?? []));
      const results = await Promise.all([...batches].map((batch) => wait(batch, signal)));
      const wanted = new Set(labels);
      return new Map(results.flatMap((result) => [...result].filter(([label]) => wanted.has(label))));
    },
  };
}

async function encodeAll(
  encoder: TextEncoder,
  labels: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, EncodedLabel>> {
  const warnings = new Map<string, string>();
  const { data } = await encoder.encode(labels, {
    signal,
    onWarning: ({ label, message }) => warnings.set(label, message),
  });
  const dim = encoder.embeddingDim;
  return new Map(
    labels.map((label, i) => [
      label,
      { row: data.slice(i * dim, (i + 1) * dim), warning: warnings.get(label) },
    ]),
  );
}
