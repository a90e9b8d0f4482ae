import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { packedPackages } from './packed-packages.js';

it.each(packedPackages.map((entry) => [entry.manifest.name, entry] as const))(
  '%s names every package that its build or its declarations import',
  (_name, { directory, manifest }) => {
    const declared = { ...manifest.dependencies, ...manifest.peerDependencies };
    const imported = readdirSync(join(directory, 'dist'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(js|d\.ts)$/.test(file))
      .flatMap((file) => ts.preProcessFile(readFileSync(join(directory, 'dist', file), 'utf8')).importedFiles)
      .map(({ fileName }) => fileName)
      .filter((module) => !/^(\.|node:)/.test(module))
      .map((module) => module.split('/', module.startsWith('@') ? 2 : 1).join('/'));
    expect(imported.filter((name) => !(name in declared))).toEqual([]);
  },
);
