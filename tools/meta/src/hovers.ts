import ts from 'typescript';
import { workspaceRoot } from './workspace-packages.js';

/** What an editor shows of a name. */
export interface Hover {
  readonly text: string;
  /** The doc comment, without its tags. */
  readonly documentation: string;
}

/**
 * What an editor shows of each name in a program when the pointer rests on it.
 *
 * @param code checked as a module of `examples`.
 * @returns hovers by name; of names that occur several times, the first one's.
 */
export function hoversOf(code: string): ReadonlyMap<string, Hover> {
  const file = `${workspaceRoot}examples/hovers.ts`;
  const { config } = ts.readConfigFile(`${workspaceRoot}tsconfig.base.json`, (path) =>
    ts.sys.readFile(path),
  ) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, workspaceRoot);
  const textOf = (name: string): string | undefined => (name === file ? code : ts.sys.readFile(name));
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: textOf,
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const text = textOf(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCompilationSettings: () => ({ ...options, noUnusedLocals: false }),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
  const [error] = service.getSemanticDiagnostics(file);
  if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'));
  const hovers = new Map<string, Hover>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !hovers.has(node.text)) {
      const info = service.getQuickInfoAtPosition(file, node.getStart());
      hovers.set(node.text, {
        text: ts.displayPartsToString(info?.displayParts),
        documentation: ts.displayPartsToString(info?.documentation),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(service.getProgram()!.getSourceFile(file)!);
  return hovers;
}
