import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const workspace = fileURLToPath(new URL('../../../../../', import.meta.url));

/** A command of a page, as it is written there. */
export interface DocumentedCommand {
  /** From the root of the workspace. */
  readonly page: string;
  readonly command: string;
}

/** Every command in every `sh` block of what people read. */
export function documentedCommands(): DocumentedCommand[] {
  return documentedPages().flatMap((page) => {
    const text = readFileSync(workspace + page, 'utf8');
    const blocks = [...text.matchAll(/^```(?:sh|bash|shell|console)\n([^]*?)^```$/gm)];
    return blocks
      .flatMap(([, code]) => commandsOf(code))
      .map((command): DocumentedCommand => ({ page, command }));
  });
}

/** Every page that people read, from the root of the workspace. */
export function documentedPages(): string[] {
  const below = (folder: string): string[] =>
    readdirSync(workspace + folder).map((name) => `${folder}/${name}/README.md`);
  const docs = readdirSync(`${workspace}docs`, { recursive: true }).map((name) => `docs/${String(name)}`);
  const others = ['examples', 'samples', 'benchmarks', 'e2e'].map((folder) => `${folder}/README.md`);
  const all = ['packages', 'apps', 'tools', 'recipes'].flatMap(below);
  return ['README.md', 'CONTRIBUTING.md', ...docs, ...others, ...all]
    .filter((path) => path.endsWith('.md') && existsSync(workspace + path))
    .sort();
}

/** One for each line; lines that go on, by a backslash or a pipe, are joined, and parts between `&&` are apart. */
function commandsOf(code: string): string[] {
  return code
    .replace(/\\\n\s*/g, '')
    .replace(/\|\n\s*/g, '| ')
    .split(/\n|&&/)
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
