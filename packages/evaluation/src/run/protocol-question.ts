import { LangSegError } from '@langseg/core';
import type { FileDataset } from '@langseg/datasets/node';
import { drawEpisodes } from '../episodes/draw-episodes.js';
import type { EpisodesPlan, LabelsPlan, ProtocolPlan } from '../protocols/plan-protocol.js';
import type { EvaluationSettings } from '../record/evaluation-record.js';
import type { EvaluationItem } from './count-photos.js';
import type { Question } from './question.js';

/** What a protocol asks of the photos of a data set. */
export interface ProtocolQuestion {
  /** One, with all classes. */
  readonly questions: readonly [Question];
  /** Episodes, each with its own words. Default: every photo is asked the question. */
  readonly items?: readonly EvaluationItem[];
  /** What the record says about it. */
  readonly settings: Pick<EvaluationSettings, 'maskSize' | 'scale' | 'countBackground'>;
}

/**
 * Turns one pass of a protocol into questions.
 *
 * @throws LangSegError `CONFIG_INVALID` for a data set that lists no episodes where they are needed, `NOT_FOUND` as `drawEpisodes`.
 */
export function protocolQuestion(plan: ProtocolPlan, dataset: EvaluatedFiles): ProtocolQuestion {
  return plan.kind === 'labels' ? labelsQuestion(plan, dataset) : episodesQuestion(plan, dataset);
}

/** What a protocol needs to know of a data set. */
export type EvaluatedFiles = Pick<FileDataset, 'name' | 'ignoreValue' | 'episodes'>;

function labelsQuestion(
  { protocol, classes, words, classOfWord }: LabelsPlan,
  { ignoreValue }: EvaluatedFiles,
): ProtocolQuestion {
  const { threshold, background, scale, maskSize, dataset } = protocol;
  const { maskValues } = dataset;
  const classOfValue = new Int32Array(Math.max(ignoreValue, ...maskValues) + 1).fill(-1);
  classOfValue[ignoreValue] = classes.length;
  maskValues.forEach((value, number) => {
    classOfValue[value] = number;
  });
  return {
    questions: [{ classes, words, classOfWord, classOfValue, threshold, background }],
    settings: { maskSize, scale },
  };
}

/** The classes of the fold and, after them, everything else; it is the background, which doesn't count in the mean. */
function episodesQuestion(
  plan: EpisodesPlan,
  { name, ignoreValue, episodes }: EvaluatedFiles,
): ProtocolQuestion {
  const { protocol, fold, asked } = plan;
  const listed = episodes?.[fold];
  if (!listed)
    throw new LangSegError(
      'CONFIG_INVALID',
      `The data set ${name} lists no episodes for fold ${fold}; its layout must be one of few-shot benchmarks, such as ${protocol.dataset.layout.type}.`,
      { dataset: name, fold },
    );
  const classes = [...asked.map((number) => plan.classes[number]), 'everything else'];
  const background = asked.length;
  const wordsOf = (number: number) =>
    protocol.words.map((word) => word.replace('{}', () => plan.classes[number]));
  const items = drawEpisodes(plan, listed).map(({ sample, class: number }): EvaluationItem => {
    const classOfValue = new Int32Array(ignoreValue + 1).fill(background);
    classOfValue[ignoreValue] = -1;
    classOfValue[protocol.dataset.maskValues[number]] = asked.indexOf(number);
    const classOfWord = [background, asked.indexOf(number)];
    return {
      id: sample,
      question: { classes, words: wordsOf(number), classOfWord, classOfValue, background },
    };
  });
  const words = [...asked.map((number) => wordsOf(number)[1]), protocol.words[0]];
  return {
    questions: [
      { classes, words, classOfWord: [...classes.keys()], classOfValue: new Int32Array(0), background },
    ],
    items,
    settings: { maskSize: protocol.maskSize, scale: 'model', countBackground: false },
  };
}
