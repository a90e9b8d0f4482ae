import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import manifest from '@langseg/cli/package.json' with { type: 'json' };

const version = execFileSync('npx', ['langseg', '--version'], { encoding: 'utf8' });
assert.match(version, new RegExp(`\\b${manifest.version}\\b`));
