import { colorOf } from './label-colors.js';
import type { ViewSettings } from './view-settings.js';

/** A word as it is shared; without a colour it has that of its place in the list. */
export interface SharedWord {
  readonly word: string;
  readonly color: string;
}

/** What an address says of the playground. Photos are never in it. */
export interface SharedState {
  /** One list of words, or two to compare. */
  readonly sets: readonly (readonly SharedWord[])[];
  readonly view: Partial<ViewSettings>;
  /** Name of a sample photo. */
  readonly sample?: string;
  /** Whether the words were made for somebody's own photo, which stays where it is. */
  readonly isOwnPhoto?: boolean;
  /** Address of a model bundle, its name on the hub, or `default` where the page would begin with another. */
  readonly model?: string;
}

/**
 * Writes the state as the fragment of an address, which browsers don't send to servers:
 * `words=cow,grass&versus=animal&opacity=55&sample=cow`.
 */
export function writeSharedState({ sets, view, sample, isOwnPhoto, model }: SharedState): string {
  const fields: [string, string | undefined][] = [
    ['words', writeWords(sets[0] ?? [])],
    ['versus', sets[1] && writeWords(sets[1])],
    ['opacity', percent(view.opacity)],
    ['certainty', percent(view.certainty)],
    ['edges', view.edges],
    ['other', onOff(view.other)],
    ['names', onOff(view.names)],
    ['sample', sample && encodeURIComponent(sample)],
    ['photo', isOwnPhoto ? 'own' : undefined],
    ['model', model && encodeURIComponent(model)],
  ];
  return fields
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** Reads a fragment, with or without `#`. What is missing or makes no sense is left out. */
export function readSharedState(fragment: string): SharedState {
  const fields = new Map(
    fragment
      .replace(/^#/, '')
      .split('&')
      .map((field) => field.split('=', 2) as [string, string | undefined]),
  );
  const words = readWords(fields.get('words'));
  const versus = fields.has('versus') ? readWords(fields.get('versus')) : undefined;
  const edges = fields.get('edges');
  const model = decoded(fields.get('model'));
  return {
    sets: versus ? [words, versus] : words.length > 0 ? [words] : [],
    view: withoutUndefined({
      opacity: share(fields.get('opacity')),
      certainty: share(fields.get('certainty')),
      edges: edges === 'soft' || edges === 'hard' ? edges : undefined,
      other: flag(fields.get('other')),
      names: flag(fields.get('names')),
    }),
    sample: decoded(fields.get('sample')),
    ...(fields.get('photo') === 'own' && { isOwnPhoto: true }),
    model: model && (model === 'default' || isModelName(model)) ? model : undefined,
  };
}

/** `cow,grass*b6d94c`: commas between words, the colour after a star where it is not that of the place. */
function writeWords(words: readonly SharedWord[]): string {
  return words
    .map(({ word, color }, place) => {
      const text = encodeURIComponent(word).replace(/%20/g, '+').replace(/\*/g, '%2A');
      return color === colorOf(place) ? text : `${text}*${color.slice(1)}`;
    })
    .join(',');
}

function readWords(text: string | undefined): SharedWord[] {
  return (text ?? '').split(',').flatMap((entry, place) => {
    const [word, color] = entry.split('*', 2);
    const readable = decoded(word.replace(/\+/g, ' '))?.slice(0, 80);
    if (!readable?.trim()) return [];
    return [{ word: readable, color: /^[0-9a-f]{6}$/.test(color ?? '') ? `#${color}` : colorOf(place) }];
  });
}

/** An address, or `owner/name@revision` of the hub. */
export function isModelName(text: string): boolean {
  return /^https?:\/\/\S+$|^[\w.-]+\/[\w.-]+(@[\w.-]+)?$/.test(text);
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text ? decodeURIComponent(text) : undefined;
  } catch {
    return undefined;
  }
}

function percent(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${Math.round(100 * value)}`;
}

function share(text: string | undefined): number | undefined {
  const value = text ? Number(text) / 100 : NaN;
  return value >= 0 && value <= 1 ? value : undefined;
}

function onOff(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? 'on' : 'off';
}

function flag(text: string | undefined): boolean | undefined {
  return text === 'on' ? true : text === 'off' ? false : undefined;
}

function withoutUndefined<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
