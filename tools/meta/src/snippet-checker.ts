import ts from 'typescript';
import { workspaceRoot } from './workspace-packages.js';

export interface Snippet {
  /** Page it stands on. */
  readonly path: string;
  readonly code: string;
}

/** Snippets may lean on names of the text around them; those have type any. */
const unknownName = new Set([2304, 2552, 18_004]);

/**
 * Type errors of snippets, each checked as a module of `examples` on its own.
 *
 * @returns `page: message` of every error.
 */
export function typeErrorsOf(snippets: readonly Snippet[]): string[] {
  const files = new Map(snippets.map((snippet, i) => [`${workspaceRoot}examples/snippet-${i}.ts`, snippet]));
  const options = { ...baseOptions(), noUnusedLocals: false, noUnusedParameters: false };
  const disk = ts.createCompilerHost(options);
  const host = { ...disk };
  host.fileExists = (name) => files.has(name) || disk.fileExists(name);
  host.getSourceFile = (name, language, ...rest) => {
    const snippet = files.get(name);
    return snippet
      ? ts.createSourceFile(name, snippet.code, language)
      : disk.getSourceFile(name, language, ...rest);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files].flatMap(([name, { path }]) => {
    const file = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
      .filter(({ code }) => !unknownName.has(code))
      .map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  });
}

function baseOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(`${workspaceRoot}tsconfig.base.json`, (path) =>
    ts.sys.readFile(path),
  ) as {
    config: object;
  };
  return ts.parseJsonConfigFileContent(config, ts.sys, workspaceRoot).options;
}
