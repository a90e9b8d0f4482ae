import { describe, expect, it } from 'vitest';
import { planProtocol, type EpisodesPlan } from '../protocols/plan-protocol.js';
import { protocolSlot } from '../protocols/protocol-component.js';
import { protocolComponents } from '../protocols/protocol-components.js';
import { createRegistry } from '@langseg/core';
import { drawEpisodes, type Episode } from './draw-episodes.js';
import { NumpyRandom } from './numpy-random.js';

function planOf(type: string, fold: number): EpisodesPlan {
  const { component, options } = createRegistry(protocolComponents).parseConfig(protocolSlot, { type, fold });
  return planProtocol(component, options)[0] as EpisodesPlan;
}

const name = ({ class: number, sample }: Episode) => `${number} ${sample}`;

it('chooses as NumPy does', () => {
  const random = new NumpyRandom(0);
  const values = Array.from({ length: 347 }, (_, index) => 1000 + index);
  // np.random.seed(0); [np.random.choice(range(1000, 1347), 1, replace=False)[0] for _ in range(6)]
  expect(Array.from({ length: 6 }, () => random.choice(values))).toEqual([
    1006, 1140, 1027, 1070, 1030, 1274,
  ]);
  const many = Array.from({ length: 100_000 }, (_, index) => index);
  expect(new NumpyRandom(2 ** 32 - 1).choice(many)).toBe(85_117);
});

describe('drawEpisodes', () => {
  it('draws a class and one of its photos, a thousand times', () => {
    const plan = planOf('coco-20i', 1);
    const listed = plan.asked.flatMap((number) =>
      Array.from({ length: 3 + ((number * 7) % 50) }, (_, index) => ({
        class: number,
        sample: `${number}-${index}`,
      })),
    );
    const drawn = drawEpisodes(plan, listed);
    expect(drawn).toHaveLength(1000);
    // The same lists, drawn from by NumPy 2.4.
    expect([...drawn.slice(0, 8), drawn[999]].map(name)).toEqual(
      '73 73-2,69 69-18,37 37-11,69 69-32,69 69-17,1 1-4,25 25-0,73 73-2,5 5-24'.split(','),
    );
    expect(drawEpisodes(plan, listed)).toEqual(drawn);
  });

  it('starts again where a list is shorter than the episodes', () => {
    const plan = planOf('pascal-5i', 1);
    const listed = plan.asked.map((number) => ({ class: number, sample: `photo of ${number}` }));
    const drawn = drawEpisodes(plan, listed);
    expect(drawn).toHaveLength(1000);
    expect(drawn.slice(4, 6).map(name)).toEqual(['9 photo of 9', '5 photo of 5']);
  });

  it('takes every photo once, of the classes that the fold asks for', () => {
    const plan = planOf('fss-1000', 0);
    const listed = plan.asked.map((number) => ({ class: number, sample: `${number}/1` }));
    expect(drawEpisodes(plan, [{ class: 5, sample: '5/1' }, ...listed])).toEqual(listed);
  });

  it('refuses lists in which a class of the fold never occurs', () => {
    const plan = planOf('pascal-5i', 0);
    expect(() => drawEpisodes(plan, [{ class: 4, sample: 'a' }])).toThrow('no photo of class 0, 1, 2, 3;');
  });
});
