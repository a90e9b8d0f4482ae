import { LangSegError } from '../errors/lang-seg-error.js';
import { deepestGroup } from './flatten-labels.js';
import type { Label, LabelGroup } from './label.js';
import { parseEntries } from './parse-labels.js';
import { quoteLabel } from './quote-label.js';

/** What a person typed, split into labels. */
export interface ParsedLabelTree {
  readonly labels: readonly Label[];
  /** How many empty entries were left out. */
  readonly dropped: number;
}

/**
 * Reads labels as `parseLabels` does, and labels of several words: `furniture = sofa | chair, dog`. A member that is the name of
 * another group of the text is a branch: `furniture = seat | table, seat = chair | sofa`. What is in double quotes is a label as
 * it stands.
 *
 * @throws LangSegError `LABELS_INVALID` for a group without name or words, one that is given twice, is in two others or contains
 * itself, groups nested more than 32 deep, and as `parseLabels`.
 */
export function parseLabelTree(text: string): ParsedLabelTree {
  const { entries, dropped } = parseEntries(text);
  const groups = new Map<string, readonly string[]>();
  const roots = entries.map(({ label, isQuoted }) => {
    const at = isQuoted ? -1 : label.indexOf('=');
    if (at < 0) return label;
    const name = label.slice(0, at).trim();
    if (groups.has(name))
      throw invalid(`The group ${quoteLabel(name)} is given twice. Put its words into one.`);
    groups.set(name, membersOf(name, label.slice(at + 1), label));
    return { name };
  });
  if (groups.size === 0) return { labels: entries.map(({ label }) => label), dropped };
  const isBranch = (name: string, member: string) => member !== name && groups.has(member);
  const parents = new Map<string, string>();
  for (const [name, members] of groups)
    for (const member of members.filter((one) => isBranch(name, one))) {
      const other = parents.get(member);
      if (other !== undefined)
        throw invalid(
          `The group ${quoteLabel(member)} is in ${quoteLabel(other)} and in ${quoteLabel(name)}. A group can be in one branch only.`,
        );
      parents.set(member, name);
    }
  assertNoCircles(groups.keys(), parents);

  const build = (name: string, depth: number): LabelGroup => {
    if (depth > deepestGroup) throw invalid(`Groups of labels may be nested ${deepestGroup} deep at most.`);
    const members = groups.get(name)!;
    const words = members.filter((member) => !isBranch(name, member));
    const children = members
      .filter((member) => isBranch(name, member))
      .map((member) => build(member, depth + 1));
    return { name, ...(words.length > 0 && { words }), ...(children.length > 0 && { children }) };
  };
  const labels = roots
    .filter((root) => typeof root === 'string' || !parents.has(root.name))
    .map((root) => (typeof root === 'string' ? root : build(root.name, 1)));
  return { labels, dropped };
}

/** @throws LangSegError `LABELS_INVALID` where going up from a group leads back to it. */
function assertNoCircles(names: Iterable<string>, parents: ReadonlyMap<string, string>): void {
  const checked = new Set<string>();
  for (const start of names) {
    const path = new Set<string>();
    let name: string | undefined = start;
    while (name !== undefined && !checked.has(name) && !path.has(name)) {
      path.add(name);
      name = parents.get(name);
    }
    if (name !== undefined && path.has(name)) {
      const circle = [name, ...[...path].slice([...path].indexOf(name)).reverse()];
      const shown = circle.slice(0, deepestGroup).map(quoteLabel).join(' > ');
      throw invalid(
        `The group ${quoteLabel(name)} contains itself: ${shown}${circle.length > deepestGroup ? ' …' : ''}.`,
      );
    }
    for (const each of path) checked.add(each);
  }
}

function membersOf(name: string, text: string, entry: string): string[] {
  if (!name) throw invalid(`${quoteLabel(entry)} has no name before "=". Write name = word | word.`);
  if (/["=]/.test(text))
    throw invalid(
      `The words of the group ${quoteLabel(name)} have a ${text.includes('=') ? '"="' : 'double quote'} in them, which only files in JSON can hold. ` +
        'Write name = word | word, or put a label that contains "=" in double quotes.',
    );
  const members = text.split('|').map((member) => member.trim());
  const words = [...new Set(members.filter((member) => member !== ''))];
  if (words.length === 0)
    throw invalid(`The group ${quoteLabel(name)} is empty. Give it words, or leave it out.`);
  return words;
}

function invalid(message: string): LangSegError {
  return new LangSegError('LABELS_INVALID', message);
}
