import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { workspacePackages, workspaceRoot } from './workspace-packages.js';

it('CHANGELOG.md begins with what is unreleased, or with the version that was just released', () => {
  const [, newest] = /^## (\S+)/m.exec(readFileSync(`${workspaceRoot}CHANGELOG.md`, 'utf8')) ?? [];
  expect(['Unreleased', workspacePackages[0].manifest.version]).toContain(newest);
});
