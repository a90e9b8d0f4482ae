import { LangSegError } from '@langseg/core';

/**
 * Changes entries of a recipe before it is checked, as `--set` does: `optimizer.type=adam`, `data.train.0.path=photos`.
 * What follows `=` is JSON where it can be read as such, else text. Objects on the way are made as needed.
 *
 * @param recipe a plain JSON object; it stays as it is.
 * @throws LangSegError `CONFIG_INVALID` for a recipe that is no plain data; `USAGE` for an assignment of another form, or one that leads through something that holds nothing.
 */
export function applyOverrides(recipe: unknown, assignments: readonly string[]): unknown {
  const changed = copyOf(recipe);
  for (const assignment of assignments) {
    const separator = assignment.indexOf('=');
    const path = assignment.slice(0, Math.max(separator, 0)).trim().split('.');
    if (separator < 1 || path.some((step) => step === '' || step === '__proto__'))
      throw new LangSegError(
        'USAGE',
        `"${assignment}" does not set anything: expected key=value, such as optimizer.momentum=0.8.`,
        { assignment },
      );
    assign(changed, path, readValue(assignment.slice(separator + 1)), assignment);
  }
  return changed;
}

function copyOf(recipe: unknown): unknown {
  try {
    return structuredClone(recipe);
  } catch (cause) {
    throw new LangSegError(
      'CONFIG_INVALID',
      `A recipe is plain data, nested a few levels deep; this one can't be copied: ${String(cause).slice(0, 200)}`,
      {},
      { cause },
    );
  }
}

function assign(root: unknown, path: readonly string[], value: unknown, assignment: string): void {
  let holder = root;
  for (const [depth, step] of path.entries()) {
    if (typeof holder !== 'object' || holder === null || (Array.isArray(holder) && !isIndexOf(holder, step)))
      throw new LangSegError(
        'USAGE',
        `"${assignment}" can't be set: ${path.slice(0, depth).join('.') || 'the recipe'} has no "${step}".`,
        { assignment },
      );
    const entries = holder as Record<string, unknown>;
    if (depth === path.length - 1) entries[step] = value;
    else holder = entries[step] ??= {};
  }
}

/** An existing place of a list, or the one behind its last. */
function isIndexOf(list: readonly unknown[], step: string): boolean {
  return /^\d+$/.test(step) && Number(step) <= list.length;
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
