import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { workspacePackages } from './workspace-packages.js';

/** Source files of the entry points by the names that they are imported by. */
const entryPoints = new Map(
  workspacePackages.flatMap(({ directory, manifest: { name, exports } }) =>
    Object.entries(exports).flatMap(([path, conditions]) =>
      typeof conditions === 'string'
        ? []
        : [[join(name, path), join(directory, conditions['@langseg/source'] ?? '')] as const],
    ),
  ),
);

/**
 * What importing a module loads: source files of the workspace and names of other packages. Types and dynamic imports load
 * nothing.
 *
 * @param file absolute path.
 */
export function loadedFiles(file: string): ReadonlySet<string> {
  const loaded = new Set([file]);
  // A set that grows while it is walked.
  for (const path of loaded) {
    if (!path.endsWith('.ts')) continue;
    for (const specifier of valueImports(readFileSync(path, 'utf8')))
      loaded.add(
        specifier.startsWith('.')
          ? resolve(dirname(path), specifier.replace(/\.js$/, '.ts'))
          : (entryPoints.get(specifier) ?? specifier),
      );
  }
  return loaded;
}

function valueImports(code: string): string[] {
  const { statements } = ts.createSourceFile('file.ts', code, ts.ScriptTarget.ESNext);
  return statements
    .filter((statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement))
    .filter((statement) => !isTypeOnly(statement))
    .flatMap(({ moduleSpecifier }) =>
      moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? [moduleSpecifier.text] : [],
    );
}

function isTypeOnly(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement))
    return statement.isTypeOnly || areTypes(statement.exportClause as ts.NamedExports | undefined);
  const { importClause } = statement;
  return importClause !== undefined && (importClause.isTypeOnly || areTypes(importClause.namedBindings));
}

function areTypes(names: ts.NamedImportBindings | ts.NamedExports | undefined): boolean {
  if (!names || !('elements' in names)) return false;
  return names.elements.length > 0 && names.elements.every(({ isTypeOnly }) => isTypeOnly);
}
