import { expect, it } from 'vitest';
import { sumProgress } from './sum-progress.js';

it('sums the files of a model', () => {
  const seen: unknown[] = [];
  const onEvent = sumProgress((loaded, total) => seen.push([loaded, total]));
  const file = (name: string, loaded: number, total?: number) =>
    onEvent({ status: 'progress', name: 'm', file: name, loaded, total });
  onEvent({ status: 'initiate', name: 'm', file: 'a' });
  file('a', 1);
  file('b', 5, 10);
  file('a', 4);
  file('b', 10, 10);
  expect(seen).toEqual([
    [1, undefined],
    [6, 10],
    [9, 10],
    [14, 14],
  ]);
});
