import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const loader = 'packages/adapters/node/src/runtime/load-onnxruntime.ts';

it('onnxruntime-node is loaded in one place, which switches its telemetry off', () => {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.js', '*.mjs'], {
    cwd: root,
    encoding: 'utf8',
  });
  const loading = files
    .trim()
    .split('\n')
    .filter((path) => !path.startsWith('tools/meta/'))
    .filter((path) => loads(readFileSync(root + path, 'utf8')));
  expect(loading).toEqual([loader]);
});

/** Whether a source loads the module itself; types and the manifest do no harm. */
function loads(source: string): boolean {
  return /^(import (?!type )[^;]*?from |import |export [^;]*?from )'onnxruntime-node'|[^f] (import|require)\('onnxruntime-node'\)/m.test(
    source,
  );
}
