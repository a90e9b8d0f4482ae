import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { signatureTypes, target } from './signature-types.js';
import { workspacePackages, workspaceRoot } from './workspace-packages.js';

const entryPoints = workspacePackages.flatMap((entry) => entry.entryPoints);
const checker = createChecker();

describe.each(entryPoints.map((file) => [file.replace(workspaceRoot, ''), file] as const))(
  '%s',
  (_name, file) => {
    const source = checker.sourceFile(file);

    it('names every export', () => {
      expect(readFileSync(file, 'utf8')).not.toMatch(/^export \*|^export default/m);
      expect(source.exports).not.toEqual([]);
    });

    it('names in signatures only types that a package exports', () => {
      const lost = checker.workspaceTypes(source.exports).filter((type) => !checker.isPublic(type));
      expect(lost.map(({ name }) => name)).toEqual([]);
    });

    it('documents every export', () => {
      const undocumented = source.exports.filter((symbol) => !checker.isDocumented(symbol));
      expect(undocumented.map((symbol) => symbol.name)).toEqual([]);
    });
  },
);

describe.each(['langseg', 'web'])('packages/%s', (folder) => {
  it('exports every type that its users may have to name', () => {
    const { exports } = checker.sourceFile(`${workspaceRoot}packages/${folder}/src/index.ts`);
    const reachable = new Set(exports.map((symbol) => checker.target(symbol)));
    const exported = new Set(reachable);
    // A set that grows while it is walked.
    for (const symbol of reachable) for (const type of checker.workspaceTypes([symbol])) reachable.add(type);
    const lost = [...reachable].filter((type) => !exported.has(type));
    expect(lost.map(({ name }) => name)).toEqual([]);
  });
});

it('notices types that signatures name and nobody exports', () => {
  expect(checker.workspaceTypes(checker.sourceFile(entryPoints[0]).exports)).not.toEqual([]);
  expect(checker.isPublic({} as ts.Symbol)).toBe(false);
});

function createChecker() {
  const { config } = ts.readConfigFile(`${workspaceRoot}tsconfig.base.json`, (path) =>
    ts.sys.readFile(path),
  ) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, workspaceRoot);
  const program = ts.createProgram(entryPoints, options);
  const typeChecker = program.getTypeChecker();

  function exportsOf(file: string): ts.Symbol[] {
    const sourceFile = program.getSourceFile(file);
    const symbol = sourceFile && typeChecker.getSymbolAtLocation(sourceFile);
    return symbol ? typeChecker.getExportsOfModule(symbol) : [];
  }
  const published = new Set(entryPoints.flatMap(exportsOf).map((symbol) => target(typeChecker, symbol)));

  return {
    sourceFile: (file: string) => ({ exports: exportsOf(file) }),
    target: (symbol: ts.Symbol) => target(typeChecker, symbol),
    isPublic: (symbol: ts.Symbol) => published.has(symbol),
    /** Of all types in the signatures of exports, those that a package of the workspace declares. */
    workspaceTypes: (exports: readonly ts.Symbol[]) =>
      [...signatureTypes(typeChecker, exports)].filter((symbol) =>
        symbol.declarations?.some(
          (declaration) =>
            !ts.isTypeParameterDeclaration(declaration) &&
            declaration.getSourceFile().fileName.startsWith(`${workspaceRoot}packages/`),
        ),
      ),
    isDocumented(symbol: ts.Symbol) {
      return target(typeChecker, symbol).getDocumentationComment(typeChecker).length > 0;
    },
  };
}
