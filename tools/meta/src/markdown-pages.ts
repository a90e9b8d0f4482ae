import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { workspaceRoot } from './workspace-packages.js';

export interface CodeBlock {
  readonly language: string;
  readonly code: string;
}

export interface MarkdownPage {
  /** From the workspace root. */
  readonly path: string;
  /** Targets of links and pictures, as written. */
  readonly links: readonly string[];
  readonly anchors: ReadonlySet<string>;
  readonly codeBlocks: readonly CodeBlock[];
}

/** Every page that people read: of the root, of each project, and all of `docs`. */
export function markdownPages(): MarkdownPage[] {
  const projects = ['packages', 'packages/adapters', 'tools'].flatMap((parent) =>
    readdirSync(`${workspaceRoot}${parent}`).map((folder) => `${parent}/${folder}/README.md`),
  );
  const docs = readdirSync(`${workspaceRoot}docs`, { recursive: true }).map((name) => `docs/${String(name)}`);
  const folders = ['examples', 'samples', 'benchmarks', 'e2e', 'recipes/default'].map(
    (folder) => `${folder}/README.md`,
  );
  return ['README.md', 'CONTRIBUTING.md', ...projects, ...folders, ...docs]
    .filter((path) => path.endsWith('.md') && existsSync(`${workspaceRoot}${path}`))
    .map(readMarkdownPage);
}

/** @param path from the workspace root. */
export function readMarkdownPage(path: string): MarkdownPage {
  const text = readFileSync(`${workspaceRoot}${path}`, 'utf8');
  const fences = [...text.matchAll(/^```(\S*)\n([^]*?)^```$/gm)];
  const prose = text
    .replace(/^```[^]*?^```$/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ' '));
  const links = [...prose.matchAll(/\]\((?:<([^>]+)>|([^)\s]+))\)/g)];
  const headings = [...prose.matchAll(/^#+ (.*)$/gm)];
  return {
    path,
    links: links.map(([, bracketed, plain]) => bracketed ?? plain),
    anchors: new Set(headings.map(([, heading]) => anchorOf(heading))),
    codeBlocks: fences.map(([, language, code]) => ({ language, code })),
  };
}

/** The anchor that hosts of repositories give a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}
