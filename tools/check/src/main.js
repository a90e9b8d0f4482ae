import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { countTests } from './count-tests.js';
import { installNode } from './install-node.js';

// One run of ESLint over everything is much shorter than one per project: they share most of their types.
const targets = ['format', 'lint-everything', 'typecheck', 'build', 'test', 'pack-check', 'knip'];

// Some tests are repeated on a newer Node than the oldest supported one.
const repeated = Number.parseInt(process.versions.node) < 24;
const hasNode24 = repeated && installNode('24') !== undefined;
if (hasNode24) targets.push('test-on-node-24');

/** Run in this order; the first that fails ends the run. */
const steps = [
  `nx run-many --targets ${targets.join(',')} --parallel 2`,
  'npm run parity --if-present',
  'nx run-many --targets e2e --parallel 1',
];

const results = 'test-results';

// Reports of an earlier run must not be counted; those of cached tests come back from the cache.
rmSync(results, { recursive: true, force: true });

const failedStep = steps.find((step) => spawnSync(step, { shell: true, stdio: 'inherit' }).status !== 0);
const count = countTests(
  (existsSync(results) ? readdirSync(results) : []).map((name) =>
    JSON.parse(readFileSync(`${results}/${name}`, 'utf8')),
  ),
);

// A failed check that is no test (lint, types, packing ...) is a failure all the same.
if (failedStep && count.failed === 0) count.failed = 1;
if (failedStep) console.log(`\nFailed: ${failedStep}`);
if (repeated && !hasNode24) console.log('\nNode 24 could not be installed: no test was repeated on it.');
console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exitCode = count.failed === 0 ? 0 : 1;
