import { basename, extname } from 'node:path';

/**
 * Gives every image the name that its files begin with: its own without the ending. Two images of one name (`a/dog.jpg`,
 * `b/dog.png`) get `dog` and `dog-2`, so that no file replaces another of the same run.
 */
export function createResultNames(): (input: string) => string {
  const taken = new Set<string>();
  return (input) => {
    const stem = stemOf(input);
    let name = stem;
    // Names that differ in case alone are one file on many systems.
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${stem}-${count}`;
    taken.add(name.toLowerCase());
    return name;
  };
}

function stemOf(input: string): string {
  const isUrl = /^(https?|file):\/\//i.test(input) && URL.canParse(input);
  const file = basename(isUrl ? new URL(input).pathname : input);
  return basename(file, extname(file)) || 'image';
}

/**
 * Names of labels for file names: letters and digits of any script, dashes for the rest, all different.
 */
export function labelSlugs(labels: readonly string[]): string[] {
  const taken = new Set<string>();
  return labels.map((label, index) => {
    const words =
      label
        .normalize('NFKC')
        .toLowerCase()
        .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    const slug = [...words.join('-')].slice(0, 40).join('') || `label-${index}`;
    const unique = taken.has(slug) ? `${slug}-${index}` : slug;
    taken.add(unique);
    return unique;
  });
}
