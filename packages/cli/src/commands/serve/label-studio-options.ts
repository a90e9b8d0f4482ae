import type { LabelOptions } from '@langseg/core';
import type { LabelStudioOptions } from '@langseg/label-studio';
import { Option, type Command } from 'commander';
import { otherLogit } from '../label-choice.js';
import { fraction, pixelDistance, wholeNumber } from '../option-values.js';

/** Options of `langseg serve` that are for Label Studio. */
export interface LabelStudioChoice extends Pick<LabelOptions, 'other' | 'minScore' | 'minMargin'> {
  readonly labelStudio?: boolean;
  readonly labelStudioFiles?: string;
  readonly labelStudioUploads?: string;
  readonly labelStudioUrl?: string;
  readonly labelStudioAllow?: readonly string[];
  readonly shape?: 'brush' | 'polygons';
  readonly instances?: 'labels' | 'components';
  readonly minArea?: number;
  readonly tolerance?: number;
  readonly scores?: boolean;
}

/** What only Label Studio's backend knows; named without it they would do nothing. */
export const labelStudioNames = [
  'labelStudioFiles',
  'labelStudioUploads',
  'labelStudioUrl',
  'labelStudioAllow',
  'shape',
  'instances',
  'minArea',
  'tolerance',
  'scores',
  'other',
  'minScore',
  'minMargin',
] as const satisfies readonly (keyof LabelStudioChoice)[];

/** Adds the options. */
export function addLabelStudioOptions(command: Command): Command {
  const option = (flags: string, description: string) => new Option(flags, `Label Studio: ${description}`);
  return command
    .addOption(new Option('--label-studio', "serve Label Studio's ML backend, and the API"))
    .addOption(option('--label-studio-files <folder>', 'the folder that it serves as local files'))
    .addOption(option('--label-studio-uploads <folder>', 'the folder with uploads, media/upload in its data'))
    .addOption(
      option(
        '--label-studio-url <address>',
        'fetch photos from there; a token in LABEL_STUDIO_API_KEY is sent along',
      ),
    )
    .addOption(
      option(
        '--label-studio-allow <address...>',
        'also fetch photos whose addresses begin with one of these',
      ),
    )
    .addOption(
      option('--shape <kind>', 'what to draw where a project has labels for both (default: brush)').choices([
        'brush',
        'polygons',
      ]),
    )
    .addOption(
      option(
        '--instances <kind>',
        'a region for each connected piece, or for each label (default: components)',
      ).choices(['labels', 'components']),
    )
    .addOption(
      option('--min-area <pixels>', 'leave out smaller connected pieces (default: 50)').argParser(
        wholeNumber(1),
      ),
    )
    .addOption(
      option('--tolerance <pixels>', 'how far polygons may lie from the pixels (default: 1)').argParser(
        pixelDistance,
      ),
    )
    .addOption(option('--scores', 'say how sure the model is of each region; takes longer'))
    .addOption(
      option('--other <logit>', 'what none fits: auto, or its logit (default: the word other)').argParser(
        otherLogit,
      ),
    )
    .addOption(
      option(
        '--min-score <probability>',
        'leave out pixels whose label is less probable (default: 0)',
      ).argParser(fraction),
    )
    .addOption(
      option(
        '--min-margin <probability>',
        'the same where the runner-up is hardly less probable (default: 0)',
      ).argParser(fraction),
    );
}

/** The options as the backend takes them. */
export function labelStudioOptionsOf(options: LabelStudioChoice, env: NodeJS.ProcessEnv): LabelStudioOptions {
  const { labelStudioFiles: files, labelStudioUploads: uploads, labelStudioUrl: url } = options;
  const { labelStudioAllow: allow, shape, instances, minArea, tolerance, scores } = options;
  const { other, minScore, minMargin } = options;
  const places = { files, uploads, url, token: env.LABEL_STUDIO_API_KEY || undefined, allow };
  return { ...places, shape, instances, minArea, tolerance, scores, other, minScore, minMargin };
}
