import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
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

    it('documents every export', () => {
      const undocumented = source.exports.filter((symbol) => !checker.isDocumented(symbol));
      expect(undocumented.map((symbol) => symbol.name)).toEqual([]);
    });
  },
);

function createChecker() {
  const { config } = ts.readConfigFile(`${workspaceRoot}tsconfig.base.json`, (path) =>
    ts.sys.readFile(path),
  ) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, workspaceRoot);
  const program = ts.createProgram(entryPoints, options);
  const typeChecker = program.getTypeChecker();

  return {
    sourceFile(file: string) {
      const sourceFile = program.getSourceFile(file);
      const symbol = sourceFile && typeChecker.getSymbolAtLocation(sourceFile);
      return { exports: symbol ? typeChecker.getExportsOfModule(symbol) : [] };
    },
    isDocumented(symbol: ts.Symbol) {
      const target = symbol.flags & ts.SymbolFlags.Alias ? typeChecker.getAliasedSymbol(symbol) : symbol;
      return target.getDocumentationComment(typeChecker).length > 0;
    },
  };
}
