import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { formatResult } from './format-result.js';
import { runCases } from './run-cases.js';
import { createRunners, runtimeChoices } from './runners.js';

const usage = `Compares LangSeg with golden cases of the official implementation.

npm run parity -- [DIR] [--filter TEXT] [--kind KIND] [--runtime ${runtimeChoices.join('|')}]

DIR        a directory with cases.json and its files; default: the cases of this repository
--filter   only cases whose id contains TEXT
--kind     only cases of one kind
--runtime  default: onnxruntime-node, and the reference runtime for small networks`;

const { directory, runtime, ...selection } = readArguments();
const count = { passed: 0, failed: 0, skipped: 0 };
try {
  for await (const result of runCases(directory, createRunners(runtime), selection)) {
    count[result.status]++;
    console.log(formatResult(result));
  }
} catch (error) {
  count.failed++;
  console.error(error instanceof Error ? error.message : error);
}
console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exitCode = count.failed === 0 ? 0 : 1;

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        filter: { type: 'string' },
        kind: { type: 'string' },
        runtime: { type: 'string', default: 'default' },
        help: { type: 'boolean' },
      },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const runtime = runtimeChoices.find((choice) => choice === values.runtime);
    if (!runtime) throw new Error(`Unknown runtime "${values.runtime}".`);
    if (positionals.length > 1) throw new Error('Give one directory.');
    const directory = positionals[0] ?? fileURLToPath(new URL('../fixtures', import.meta.url));
    return { directory, runtime, filter: values.filter, kind: values.kind };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}
