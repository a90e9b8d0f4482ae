/** Characters and bytes of a name, and room for a number that keeps it apart from others. */
const [longestName, longestBytes] = [40, 86];

/** Bytes of UTF-8 that a name of {@link createPartNames} has at most. */
export const partNameBytes = 92;

/**
 * Gives texts, such as labels, names that may stand in the names of files: letters and digits of any script, dashes for the
 * rest, all different whatever the case; at most 40 characters and 92 bytes.
 */
export function createPartNames(): (part: string) => string {
  const taken = new Set<string>();
  let count = -1;
  return (part) => {
    count++;
    const words =
      part
        .normalize('NFKC')
        .toLowerCase()
        .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    const name = firstBytes([...words.join('-')].slice(0, longestName).join(''), longestBytes);
    let unique = name || `label-${count}`;
    for (let number = count; taken.has(unique); number++) unique = `${name || 'label'}-${number}`;
    taken.add(unique);
    return unique;
  };
}

/** As many characters as fit so many bytes of UTF-8. */
function firstBytes(text: string, limit: number): string {
  const encoder = new TextEncoder();
  let [bytes, end] = [0, 0];
  for (const character of text) {
    bytes += encoder.encode(character).length;
    if (bytes > limit) break;
    end += character.length;
  }
  return text.slice(0, end);
}
