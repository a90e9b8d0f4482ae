import { Option, type Command } from 'commander';
import { LangSegError, parseView, type FuseRule, type ViewOptions } from '@langseg/core';
import { numbersAbove, wholeNumber } from './option-values.js';

/** Options that say which parts of a photo the model looks at, as commander gives them. */
export interface ViewChoice {
  readonly view?: 'whole' | 'windows';
  readonly window?: number;
  readonly stride?: number;
  readonly shortSide?: number;
  readonly scales?: readonly number[];
  readonly flip?: boolean;
  readonly fuse?: FuseRule;
}

/** Side of a window unless `--window` says otherwise. */
const usualWindow = 480;

/** Adds the options of {@link ViewChoice} to a command. */
export function addViewOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--view <what>', 'how the model looks at a photo: whole, or in windows that slide over it')
        .choices(['whole', 'windows'])
        .default(undefined, "the model's own, or whole"),
    )
    .addOption(
      new Option('--window <pixels>', `side of a window (default: ${usualWindow})`).argParser(wholeNumber(1)),
    )
    .addOption(
      new Option(
        '--stride <pixels>',
        'from one window to the next (default: two thirds of a window)',
      ).argParser(wholeNumber(1)),
    )
    .addOption(
      new Option(
        '--short-side <pixels>',
        "shorter side of the photo that windows are cut from (default: the photo's own)",
      ).argParser(wholeNumber(1)),
    )
    .addOption(
      new Option(
        '--scales <factors>',
        'sizes at which the photo is looked at, such as 0.75,1,1.25 (default: 1)',
      ).argParser(numbersAbove(0)),
    )
    .addOption(new Option('--flip', 'also look at everything mirrored'))
    .addOption(
      new Option('--fuse <rule>', 'how scores of several views become one (default: sum-logits)').choices([
        'sum-logits',
        'mean-softmax',
      ]),
    );
}

/**
 * The view that options ask for; undefined leaves it to the model.
 *
 * @throws LangSegError `USAGE` for options that don't go together.
 */
export function viewOf(choice: ViewChoice): ViewOptions | 'whole' | undefined {
  const { view, window, stride, shortSide, scales, flip, fuse } = choice;
  const asksForWindows = window !== undefined || stride !== undefined || shortSide !== undefined;
  if (view === 'whole' && asksForWindows)
    throw new LangSegError(
      'USAGE',
      '--window, --stride and --short-side belong to --view windows; --view whole has none.',
    );
  const others = { ...(scales && { scales }), ...(flip && { flip }), ...(fuse && { fuse }) };
  if (view === 'windows' || asksForWindows) {
    const size = window ?? usualWindow;
    const windows = {
      size,
      stride: stride ?? Math.max(1, Math.floor((size * 2) / 3)),
      ...(shortSide !== undefined && { shortSide }),
    };
    return parseView({ windows, ...others });
  }
  if (Object.keys(others).length > 0) return parseView(others);
  return view;
}
