import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importCircles, importGraph, type ImportGraph } from './import-circles.js';
import { workspacePackages, workspaceRoot } from './workspace-packages.js';

const projects = [
  ...workspacePackages.map(({ directory }) => directory),
  `${workspaceRoot}apps/playground`,
].filter((directory) => existsSync(`${directory}/src`));

describe.each(projects.map((directory) => [directory.slice(workspaceRoot.length), directory] as const))(
  '%s',
  (_name, directory) => {
    it('has no files or folders that import each other', () => {
      expect(importCircles(importGraph(`${directory}/src`))).toEqual([]);
    });
  },
);

it('reads types, re-exports and dynamic imports', () => {
  const graph = importGraph(`${workspaceRoot}packages/cli/src`);
  expect(graph.get('commands/doctor/doctor-command.ts')).toContain('commands/doctor/doctor.ts');
  expect(graph.get('commands/doctor/doctor.ts')).toContain('commands/command-context.ts');
});

describe('importCircles', () => {
  const graph = (files: Record<string, readonly string[]>): ImportGraph => new Map(Object.entries(files));

  it('finds files that import each other, directly or by way of others', () => {
    const circle = graph({ 'a.ts': ['b.ts'], 'b.ts': ['c/d.ts'], 'c/d.ts': ['a.ts'] });
    expect(importCircles(circle)).toEqual([['a.ts → b.ts', 'b.ts → c/d.ts', 'c/d.ts → a.ts']]);
  });

  it('finds folders that import each other through different files', () => {
    const circle = graph({ 'x/a/1.ts': ['x/b/1.ts'], 'x/b/2.ts': ['x/a/2.ts'] });
    expect(importCircles(circle)).toEqual([['x/a/1.ts → x/b/1.ts', 'x/b/2.ts → x/a/2.ts']]);
  });

  it('lets a folder use its subfolders, and those the other files of the folder', () => {
    const tree = graph({ 'a/1.ts': ['a/b/2.ts'], 'a/b/2.ts': ['a/3.ts'], 'c.ts': ['a/1.ts', 'a/3.ts'] });
    expect(importCircles(tree)).toEqual([]);
  });
});
