import { freeColor, naturalColor } from './label-colors.js';
import { spellEmoji } from './spell-emoji.js';

/** A word that competes for pixels. */
export interface Label {
  /** Stable while the word changes. */
  readonly id: number;
  readonly word: string;
  /** `#rrggbb`. */
  readonly color: string;
  /** Whether the model proposed it, and nobody has changed it. */
  readonly isSuggested?: boolean;
}

export type LabelList = readonly Label[];

let lastId = 0;

/** Labels of some words, with colours of their own where none are given. */
export function createLabels(
  words: readonly { readonly word: string; readonly color?: string }[],
): LabelList {
  return words.reduce<LabelList>((labels, { word, color }) => addLabel(labels, word, color), []);
}

/** Appends a word; a blank or repeated one changes nothing. */
export function addLabel(labels: LabelList, text: string, color?: string): LabelList {
  const word = tidy(text);
  if (!word || findWord(labels, word)) return labels;
  return [...labels, { id: ++lastId, word, color: color ?? freeColor(labels.map((label) => label.color)) }];
}

/** Gives a label another word. A blank one removes it, one that another label has changes nothing. */
export function renameLabel(labels: LabelList, id: number, text: string): LabelList {
  const word = tidy(text);
  if (!word) return removeLabel(labels, id);
  const other = findWord(labels, word);
  if (other && other.id !== id) return labels;
  return labels.map((label) => (label.id === id ? { id, word, color: label.color } : label));
}

export function removeLabel(labels: LabelList, id: number): LabelList {
  return labels.filter((label) => label.id !== id);
}

export function recolorLabel(labels: LabelList, id: number, color: string): LabelList {
  return labels.map((label) => (label.id === id ? { ...label, color } : label));
}

/** Puts a label at a position; positions beyond the ends are the ends. */
export function moveLabel(labels: LabelList, id: number, position: number): LabelList {
  const label = labels.find((candidate) => candidate.id === id);
  if (!label) return labels;
  const others = removeLabel(labels, id);
  return others.toSpliced(Math.min(Math.max(position, 0), others.length), 0, label);
}

/** A list with further words that the model proposes, instead of those that it proposed before. */
export function withSuggestions(labels: LabelList, words: readonly string[]): LabelList {
  const own = withoutSuggestions(labels);
  return words.reduce<LabelList>((list, word) => {
    const longer = addLabel(
      list,
      word,
      naturalColor(
        word,
        list.map(({ color }) => color),
      ),
    );
    return longer === list ? list : [...list, { ...longer.at(-1)!, isSuggested: true }];
  }, own);
}

/** A list without what the model proposed. */
export function withoutSuggestions(labels: LabelList): LabelList {
  return labels.filter(({ isSuggested }) => !isSuggested);
}

/** The label of a word, whatever its case and blanks. */
export function findWord(labels: LabelList, text: string): Label | undefined {
  const word = tidy(text).toLowerCase();
  return labels.find((label) => label.word.toLowerCase() === word);
}

/** Words between commas, semicolons or line ends, as people paste them. */
export function splitWords(text: string): string[] {
  return spellEmoji(text)
    .split(/[,;\n\t]+/)
    .map(tidy)
    .filter((word) => word !== '');
}

function tidy(text: string): string {
  return spellEmoji(text).replace(/\s+/g, ' ').trim().slice(0, 80);
}
