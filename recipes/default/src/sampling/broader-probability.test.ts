import { expect, it } from 'vitest';
import { withBroaderProbability } from './broader-probability.js';

it('changes the sets that are named and keeps what else their labels say', () => {
  const voc = { type: 'folder' as const, path: 'work/voc', labelOptions: { names: { dog: 'hound' } } };
  const nyu = { type: 'folder' as const, path: 'work/nyu' };
  expect(withBroaderProbability([voc, nyu], { voc: 0.2, msrc: 0.1 })).toEqual([
    { ...voc, labelOptions: { names: { dog: 'hound' }, broaderProbability: 0.2 } },
    nyu,
  ]);
});
