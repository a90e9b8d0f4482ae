import { LangSegError, type AnyConfig, type Registry } from '@langseg/core';
import {
  classQuestion,
  labelQuestion,
  planProtocol,
  protocolQuestion,
  protocolSlot,
  type EvaluationOptions,
} from '@langseg/evaluation';
import { viewOf } from '../view-options.js';
import type { Terminal } from '../../terminal/terminal.js';
import { readLabelList } from '../segment/read-label-list.js';
import type { EvalOptions } from './eval-options.js';
import type { ModelChanges } from './evaluated-model.js';
import { openEvaluatedSet } from './evaluated-set.js';

/** What is asked, of which photos, and what it changes in the model. */
export interface EvaluationPlan {
  readonly model: ModelChanges;
  /** What the data set was opened with. */
  readonly source: AnyConfig;
  readonly evaluation: Pick<
    EvaluationOptions,
    'dataset' | 'questions' | 'items' | 'layout' | 'view' | 'longestSide' | 'refine' | 'onError' | 'settings'
  >;
}

/**
 * Works out what the options ask for.
 *
 * @throws LangSegError `USAGE` for options that don't go together, `LABELS_INVALID`, `CONFIG_INVALID` for an unknown protocol, and
 * as `openDataset`.
 */
export async function evaluationPlan(
  folder: string,
  options: EvalOptions,
  { registry, terminal }: { readonly registry: Registry; readonly terminal: Terminal },
): Promise<EvaluationPlan> {
  const { labels, labelsFile, protocol: type, longestSide, convention, moreThanPixels } = options;
  const given =
    labels === undefined && labelsFile === undefined ? undefined : await readLabelList(options, terminal);
  if (type !== undefined) {
    if (given || options.scoring !== undefined || options.depth !== undefined)
      throw new LangSegError(
        'USAGE',
        'A protocol has its own words: use --protocol without --labels, --scoring and --depth.',
        {},
      );
    return protocolPlan(folder, type, options, registry);
  }
  if (options.spelling !== undefined || options.fold !== undefined)
    throw new LangSegError('USAGE', '--spelling and --fold belong to --protocol.', {});
  const { dataset, source, layout } = await openEvaluatedSet(folder, options, registry);
  return {
    model: {},
    source,
    evaluation: {
      dataset,
      layout,
      questions: [given ? labelQuestion(dataset, given, options) : classQuestion(dataset)],
      view: viewOf(options),
      longestSide,
      refine: options.refine,
      onError: dataset.onError,
      settings: { convention: convention ?? 'standard', moreThanPixels },
    },
  };
}

async function protocolPlan(
  folder: string,
  type: string,
  options: EvalOptions,
  registry: Registry,
): Promise<EvaluationPlan> {
  const { spelling = 'faithful', fold, longestSide, convention, moreThanPixels } = options;
  const [plan, ...others] = planProtocol(registry.find(protocolSlot, type), { spelling, fold });
  if (others.length > 0)
    throw new LangSegError(
      'USAGE',
      `The protocol ${type} has ${others.length + 1} folds; run one at a time with --fold 0 to --fold ${others.length}.`,
      { type },
    );
  const { protocol } = plan;
  const { dataset, source, layout } = await openEvaluatedSet(
    folder,
    options,
    registry,
    protocol.dataset.layout,
  );
  const { questions, items, settings } = protocolQuestion(plan, dataset);
  return {
    model: { templates: protocol.templates, scale: settings.scale },
    source,
    evaluation: {
      dataset,
      layout,
      questions,
      items,
      view: viewOf(options) ?? protocol.view,
      longestSide,
      refine: options.refine,
      onError: dataset.onError,
      settings: {
        ...settings,
        protocol: { type, spelling, ...(fold !== undefined && { fold }) },
        convention: convention ?? protocol.convention,
        moreThanPixels,
      },
    },
  };
}
