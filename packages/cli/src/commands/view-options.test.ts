import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addViewOptions, viewOf, type ViewChoice } from './view-options.js';

const viewFrom = (line: string) => {
  const command = addViewOptions(new Command('test'))
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  command.parse(line.split(' ').filter(Boolean), { from: 'user' });
  return viewOf(command.opts<ViewChoice>());
};

describe('options of a view', () => {
  it.each([
    ['', undefined],
    ['--view whole', 'whole'],
    ['--view windows', { windows: { size: 480, stride: 320 } }],
    ['--window 336', { windows: { size: 336, stride: 224 } }],
    ['--window 1', { windows: { size: 1, stride: 1 } }],
    [
      '--view windows --window 336 --stride 112 --short-side 336 --fuse mean-softmax',
      { windows: { size: 336, stride: 112, shortSide: 336 }, fuse: 'mean-softmax' },
    ],
    ['--scales 0.5,1,1.75 --flip', { scales: [0.5, 1, 1.75], flip: true }],
    ['--view whole --flip', { flip: true }],
  ])('reads "%s"', (line, view) => expect(viewFrom(line)).toEqual(view));

  it.each([
    ['--stride 0', 'at least 1'],
    ['--window -3', 'at least 1'],
    ['--window 100 --stride 101', 'stride must not be larger than size'],
    ['--view whole --window 100', '--view whole has none'],
    ['--scales ', 'argument missing'],
    ['--scales 1,x', 'numbers above 0'],
    ['--scales 0', 'numbers above 0'],
    ['--scales 99', 'scales[0]'],
    ['--view half', 'Allowed choices'],
    ['--fuse max', 'Allowed choices'],
  ])('refuses "%s"', (line, text) => expect(() => viewFrom(line)).toThrow(text));
});
