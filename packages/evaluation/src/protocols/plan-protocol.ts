import { LangSegError } from '@langseg/core';
import type { z } from 'zod';
import { classWords } from './label-list.js';
import { readProtocol, type ProtocolComponent, type protocolOptions } from './protocol-component.js';
import type { EpisodesProtocol, FixedLabelsProtocol } from './protocol.js';

/** One pass over the photos in which every pixel gets a class. */
export interface LabelsPlan {
  readonly kind: 'labels';
  readonly protocol: FixedLabelsProtocol;
  /** Name of each class: its first word, or `background`. Two classes may share a name. */
  readonly classes: readonly string[];
  /** Every word that is encoded, class by class. */
  readonly words: readonly string[];
  /** Number of the class that each word stands for; a class scores as its best word does. */
  readonly classOfWord: readonly number[];
}

/** One pass over the episodes of a fold. */
export interface EpisodesPlan {
  readonly kind: 'episodes';
  readonly protocol: EpisodesProtocol;
  readonly fold: number;
  /** Name of each class of the data set. */
  readonly classes: readonly string[];
  /** Numbers of the classes that this fold asks for. */
  readonly asked: readonly number[];
}

/** What is to be done, one after the other. */
export type ProtocolPlan = LabelsPlan | EpisodesPlan;

/**
 * Works out what running a protocol means: one pass, or one for each fold.
 *
 * @throws LangSegError `CONFIG_INVALID` for data that is no protocol, or a fold that it doesn't have.
 */
export function planProtocol(
  component: ProtocolComponent,
  { spelling, fold }: z.output<typeof protocolOptions>,
): ProtocolPlan[] {
  const protocol = readProtocol(component);
  const entries = classWords(protocol.labels, spelling);
  if (protocol.kind === 'labels') {
    if (fold !== undefined) throw noFold(component.type, fold, 0);
    return [labelsPlan(protocol, entries)];
  }
  const classes = entries.map(([first]) => first);
  const { folds } = protocol;
  if (fold !== undefined && fold >= folds.length) throw noFold(component.type, fold, folds.length);
  return folds
    .map((asked, index): EpisodesPlan => ({ kind: 'episodes', protocol, fold: index, classes, asked }))
    .filter((plan) => fold === undefined || plan.fold === fold);
}

function labelsPlan(protocol: FixedLabelsProtocol, entries: readonly string[][]): LabelsPlan {
  const { backgroundFrom = entries.length, background } = protocol;
  const words =
    backgroundFrom < entries.length
      ? [...entries.slice(0, backgroundFrom), entries.slice(backgroundFrom).flat()]
      : entries;
  return {
    kind: 'labels',
    protocol,
    classes: words.map((each, index) => (index === background ? 'background' : each[0])),
    words: words.flat(),
    classOfWord: words.flatMap((each, index) => each.map(() => index)),
  };
}

function noFold(type: string, fold: number, folds: number): LangSegError {
  const has = folds === 0 ? 'has no folds' : `has the folds 0 to ${folds - 1}`;
  return new LangSegError('CONFIG_INVALID', `The protocol ${type} ${has}, got fold ${fold}.`, {
    type,
    fold,
    folds,
  });
}
