/** Files by the id of the sample that they belong to; more than one where names differ in their ending alone. */
export type FilesById = ReadonlyMap<string, readonly string[]>;

/**
 * Sorts files by id: the name without its ending, in one spelling of accents, since archives from a Mac take letters and
 * accents apart.
 *
 * @param endings what a name may end in, in lower case; upper case is the same.
 * @returns also the files that end in something else.
 */
export function filesById(
  files: readonly string[],
  endings: readonly string[],
): { readonly byId: FilesById; readonly others: readonly string[] } {
  const byId = new Map<string, string[]>();
  const others: string[] = [];
  for (const file of files) {
    const ending = endingOf(file, endings);
    if (ending === undefined) {
      others.push(file);
      continue;
    }
    const id = idOf(file.slice(0, -ending.length));
    const known = byId.get(id);
    if (known) known.push(file);
    else byId.set(id, [file]);
  }
  return { byId, others };
}

/** The ending of a name among several, in lower case. */
export function endingOf(name: string, endings: readonly string[]): string | undefined {
  const lower = name.toLowerCase();
  return endings.find((ending) => lower.endsWith(ending) && lower.length > ending.length);
}

/** A name as ids are compared. */
export function idOf(name: string): string {
  return name.normalize('NFC');
}
