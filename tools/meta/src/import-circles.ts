import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

/** Paths of source files, each with the paths of the files that it imports; all relative to one folder, with `/`. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** What the files of a folder import from each other, types and dynamic imports included; tests and their fixtures are left out. */
export function importGraph(folder: string): ImportGraph {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && /(?<!\.test|\.d)\.tsx?$/.test(entry.name) && !/__fixtures__/.test(entry.parentPath),
    )
    .map((entry) => join(entry.parentPath, entry.name));
  const known = new Set(files);
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
      const imports = importedFiles
        .filter(({ fileName }) => fileName.startsWith('.'))
        .map(({ fileName }) => resolve(dirname(file), fileName.replace(/\.js$/, '.ts')))
        .map((path) => (known.has(path) ? path : path.replace(/\.ts$/, '.tsx')))
        .filter((path) => known.has(path));
      return [relative(folder, file), imports.map((path) => relative(folder, path))];
    }),
  );
}

/**
 * Circles of files and folders. In each folder, its files and its subfolders, each taken as a whole, may import one
 * another in one direction only.
 *
 * @returns The members of each circle with an import for every step between them.
 */
export function importCircles(graph: ImportGraph): readonly (readonly string[])[] {
  const steps = new Map<string, Map<string, string>>();
  for (const [from, imports] of graph)
    for (const to of imports) {
      const [a, b] = partsThatMeet(from, to);
      if (!steps.has(a)) steps.set(a, new Map());
      steps.get(a)!.set(b, `${from} → ${to}`);
    }
  return [...steps.keys()]
    .map((start) => shortestCircle(steps, start))
    .filter((circle) => circle !== undefined)
    .filter(uniqueBySteps());
}

/** The two entries of their first common folder that two files are, or are in. */
function partsThatMeet(from: string, to: string): readonly [string, string] {
  const a = from.split('/');
  const b = to.split('/');
  const depth = a.findIndex((part, i) => part !== b[i]) + 1;
  return [a.slice(0, depth).join('/'), b.slice(0, depth).join('/')];
}

function shortestCircle(
  steps: ReadonlyMap<string, ReadonlyMap<string, string>>,
  start: string,
): readonly string[] | undefined {
  const reached = new Map<string, readonly string[]>([[start, []]]);
  // A map that grows while it is walked.
  for (const [part, path] of reached)
    for (const [next, step] of steps.get(part) ?? []) {
      if (next === start) return [...path, step];
      if (!reached.has(next)) reached.set(next, [...path, step]);
    }
  return undefined;
}

/** A circle is found once from each of its members; only the first is of interest. */
function uniqueBySteps(): (circle: readonly string[]) => boolean {
  const seen = new Set<string>();
  return (circle) => {
    const key = circle.toSorted().join();
    return seen.size < seen.add(key).size;
  };
}
