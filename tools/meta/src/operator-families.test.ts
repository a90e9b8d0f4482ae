import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { workspaceRoot } from './workspace-packages.js';

/** The families of operators that a table puts together, by the files that it imports. */
function familiesOf(table: string): string[] {
  const code = readFileSync(`${workspaceRoot}packages/${table}`, 'utf8');
  return [...code.matchAll(/ from '\.\/(?:rules|kernels|operators)\/([\w-]+)\.js'/g)].map(([, name]) => name);
}

/** What tables import besides families. */
const helpers = ['erf', 'kernel'];

const families = ['shape-rules', 'infer-node'].flatMap((table) =>
  familiesOf(`onnx-graph/src/shapes/${table}.ts`),
);

it.each(['adapters/reference/src/kernels.ts', 'autograd/src/rules.ts'])(
  'families of operators have the same names in %s as among the shape rules',
  (table) => {
    const others = familiesOf(table).filter((name) => !helpers.includes(name));
    expect(others.length).toBeGreaterThan(10);
    expect(others.filter((name) => !families.includes(name))).toEqual([]);
  },
);
