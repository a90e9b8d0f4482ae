/** Begins of names in one naming, and what stands for them in another. */
export type BeginTable = readonly (readonly [theirs: string, ours: string])[];

/** A name with its begin replaced by the first entry that fits; other names are kept. */
export function replaceBegin(name: string, table: BeginTable): string {
  const found = table.find(([theirs]) => name.startsWith(theirs));
  return found ? found[1] + name.slice(found[0].length) : name;
}
