import { LangSegError, sizeOf, type Tensor, type ValueInfo } from '@langseg/core';

/**
 * Checks names, dtypes, ranks and fixed axes of the tensors that a run is fed with. An input declared without axes
 * takes any shape.
 *
 * @throws LangSegError `SHAPE_MISMATCH` naming the input, what it takes and what came.
 */
export function checkFeeds(inputs: readonly ValueInfo[], feeds: Readonly<Record<string, Tensor>>): void {
  const known = inputs.map(({ name }) => name);
  const unknown = Object.keys(feeds).filter((name) => !known.includes(name));
  const missing = known.filter((name) => !Object.hasOwn(feeds, name));
  if (unknown.length || missing.length)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `The model takes the inputs ${list(known)}; ` +
        [missing.length && `missing: ${list(missing)}`, unknown.length && `unknown: ${list(unknown)}`]
          .filter(Boolean)
          .join('; ') +
        '.',
      { expected: known, missing, unknown },
    );
  for (const input of inputs) checkFeed(input, feeds[input.name]);
}

function checkFeed(input: ValueInfo, feed: Tensor): void {
  const fits =
    feed.dtype === input.dtype &&
    (input.shape.length === 0 || feed.shape.length === input.shape.length) &&
    input.shape.every((axis, i) => axis === undefined || axis === feed.shape[i]);
  if (!fits)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `Input "${input.name}" must be ${describe(input)}, got ${describe(feed)}.`,
      {
        name: input.name,
        expected: { dtype: input.dtype, shape: input.shape },
        found: { dtype: feed.dtype, shape: feed.shape },
      },
    );
  if (feed.data.length !== sizeOf(feed.shape))
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `Input "${input.name}" of shape [${feed.shape.join(', ')}] needs ${sizeOf(feed.shape)} elements, got ${feed.data.length}.`,
      { name: input.name, shape: feed.shape, found: feed.data.length },
    );
}

function describe({ dtype, shape }: Pick<ValueInfo, 'dtype' | 'shape'>): string {
  return `${dtype} [${shape.map((axis) => axis ?? '?').join(', ')}]`;
}

function list(names: readonly string[]): string {
  return names.length ? names.map((name) => `"${name}"`).join(', ') : 'none';
}
