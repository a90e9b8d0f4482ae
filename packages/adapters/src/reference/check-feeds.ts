import { LangSegError, sizeOf, type Tensor } from '@langseg/core';
import type { GraphValue } from '@langseg/onnx-graph';

/**
 * Checks that there is one tensor for each input and that it fits. An input declared without axes takes any shape.
 *
 * @throws LangSegError `SHAPE_MISMATCH` naming the input.
 */
export function checkFeeds(inputs: readonly GraphValue[], feeds: Readonly<Record<string, Tensor>>): void {
  const names = inputs.map(({ name }) => name);
  const extra = Object.keys(feeds).find((name) => !names.includes(name));
  if (extra !== undefined)
    throw new LangSegError('SHAPE_MISMATCH', `The model has inputs ${names.join(', ')}, got "${extra}".`, {
      expected: names,
      found: extra,
    });
  for (const { name, dtype, shape } of inputs) {
    const feed = Object.hasOwn(feeds, name) ? feeds[name] : undefined;
    const fits =
      feed?.dtype === dtype &&
      feed.data.length === sizeOf(feed.shape) &&
      (shape.length === 0 || shape.length === feed.shape.length) &&
      shape.every((axis, i) => typeof axis === 'string' || axis === feed.shape[i]);
    if (!fits)
      throw new LangSegError(
        'SHAPE_MISMATCH',
        `Input "${name}" must be ${dtype}[${shape.join(', ')}], got ${feed ? `${feed.dtype}[${feed.shape.join(', ')}]` : 'nothing'}.`,
        { name, expected: shape, found: feed?.shape },
      );
  }
}
