import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { workspaceRoot } from './workspace-packages.js';

/** The workspace's own rules; only those that need type information are off, for the snippets are on no disk. */
const eslint = new ESLint({
  cwd: workspaceRoot,
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { projectService: false } } },
  ],
});

async function brokenRules(filePath: string, code: string): Promise<readonly (string | null)[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: `${workspaceRoot}${filePath}` });
  return result?.messages.map((message) => message.ruleId) ?? [];
}

beforeAll(async () => {
  await createProjectGraphAsync();
}, 60_000);

describe('arrows point down', () => {
  it.each([
    ['core', 'onnx-graph'],
    ['core', 'heads'],
    ['onnx-graph', 'checkpoints'],
    ['heads', 'text-encoders'],
    ['text-encoders', 'image-encoders'],
    ['image-encoders', 'adapter-node'],
    ['adapters/node', 'heads'],
    ['adapters/common', 'adapter-node'],
    ['default-model', 'core'],
    ['conformance', 'heads'],
    ['components', 'default-model'],
    ['langseg', 'web'],
    ['langseg', 'cli'],
    ['langseg', 'conformance'],
    ['cli', 'conformance'],
  ])('%s may not import %s', async (from, to) => {
    const rules = await brokenRules(`packages/${from}/src/snippet.ts`, `import '@langseg/${to}';`);
    expect(rules).toEqual(['@nx/enforce-module-boundaries']);
  });

  it.each([
    ['heads', 'core'],
    ['heads', 'onnx-graph'],
    ['onnx-graph', 'core'],
    ['components', 'heads'],
    ['langseg', 'components'],
    ['web', 'components'],
    ['langseg', 'default-model'],
    ['cli', 'checkpoints'],
  ])('%s may import %s', async (from, to) => {
    const rules = await brokenRules(`packages/${from}/src/snippet.ts`, `import '@langseg/${to}';`);
    expect(rules).toEqual([]);
  });

  it('a plugin may not reach another one through a dynamic import, a type or a relative path', async () => {
    const file = 'packages/heads/src/snippet.ts';
    const forbidden = ['@nx/enforce-module-boundaries'];
    expect(await brokenRules(file, `await import('@langseg/text-encoders');`)).toEqual(forbidden);
    expect(await brokenRules(file, `export type { X } from '@langseg/text-encoders';`)).toEqual(forbidden);
    expect(await brokenRules(file, `import '../../text-encoders/src/index.js';`)).toEqual(forbidden);
  });

  it('a test may use the conformance suite and another plugin', async () => {
    const file = 'packages/heads/src/snippet.test.ts';
    expect(await brokenRules(file, `import '@langseg/conformance';`)).toEqual([]);
    expect(await brokenRules(file, `import '@langseg/adapter-reference';`)).toEqual([]);
  });
});

describe('code for any platform', () => {
  const files = [
    'packages/core/src/snippet.ts',
    'packages/heads/src/snippet.ts',
    'packages/adapters/reference/src/snippet.ts',
    'packages/adapters/common/src/snippet.ts',
  ];

  it.each([
    [`import 'node:fs';`, 'no-restricted-imports'],
    [`import 'fs/promises';`, 'no-restricted-imports'],
    [`import type { Buffer } from 'node:buffer';\nexport type B = Buffer;`, 'no-restricted-imports'],
    [`export { InferenceSession } from 'onnxruntime-node';`, 'no-restricted-imports'],
    [`import 'onnxruntime-web/webgpu';`, 'no-restricted-imports'],
    [`import 'sharp';`, 'no-restricted-imports'],
    [`await import('node:fs');`, 'no-restricted-syntax'],
    [`await import('sharp');`, 'no-restricted-syntax'],
    [`export const home = process.env.HOME;`, 'no-restricted-globals'],
    [`export const home = globalThis.process;`, 'no-restricted-globals'],
    [`export const bytes = Buffer.alloc(1);`, 'no-restricted-globals'],
    [`export const page = document.body;`, 'no-restricted-globals'],
    [`export const page = window;`, 'no-restricted-globals'],
    [`export const page = await fetch('x');`, 'no-restricted-globals'],
    [`export const agent = navigator.userAgent;`, 'no-restricted-globals'],
    [`export const folder = __dirname;`, 'no-restricted-globals'],
    [`setImmediate(() => 0);`, 'no-restricted-globals'],
  ])('refuses %s', async (code, rule) => {
    for (const file of files) expect(await brokenRules(file, code), file).toEqual([rule]);
  });

  it('has what every platform has', async () => {
    const code = `export const text = new TextDecoder().decode(new Uint8Array(structuredClone([65])));`;
    for (const file of files) expect(await brokenRules(file, code), file).toEqual([]);
  });

  it('is tested with the help of Node', async () => {
    expect(await brokenRules('packages/core/src/snippet.test.ts', `import 'node:fs';`)).toEqual([]);
  });

  it('is set apart from code for Node', async () => {
    expect(await brokenRules('packages/adapters/node/src/snippet.ts', `import 'node:fs';`)).toEqual([]);
  });
});

describe('code for browsers', () => {
  const files = ['packages/adapters/web/src/snippet.ts', 'packages/web/src/snippet.ts'];

  it.each([
    [`import 'node:fs';`, 'no-restricted-imports'],
    [`import 'onnxruntime-node';`, 'no-restricted-imports'],
    [`import { env } from 'onnxruntime-web';\nexport const e = env;`, 'no-restricted-imports'],
    [`await import('node:fs');`, 'no-restricted-syntax'],
    [`await import('sharp');`, 'no-restricted-syntax'],
    [`export const home = process.env.HOME;`, 'no-restricted-globals'],
    [`export const bytes = Buffer.alloc(1);`, 'no-restricted-globals'],
    [`setImmediate(() => 0);`, 'no-restricted-globals'],
  ])('refuses %s', async (code, rule) => {
    for (const file of files) expect(await brokenRules(file, code), file).toEqual([rule]);
  });

  it('takes from other packages what is for browsers', async () => {
    const file = 'packages/web/src/snippet.ts';
    expect(await brokenRules(file, `import '@langseg/adapter-node';`)).toEqual(['no-restricted-imports']);
    expect(await brokenRules(file, `import '@langseg/adapter-web';`)).toEqual([]);
  });

  it('has pages and workers', async () => {
    const code = `export const place = globalThis.document?.baseURI ?? self.location.href;`;
    for (const file of files) expect(await brokenRules(file, code), file).toEqual([]);
  });

  it('loads the runtime when it is needed', async () => {
    const code = `await import('onnxruntime-web/wasm');`;
    expect(await brokenRules('packages/adapters/web/src/snippet.ts', code)).toEqual([]);
    const type = `import type { Env } from 'onnxruntime-web';\nexport type E = Env;`;
    expect(await brokenRules('packages/adapters/web/src/snippet.ts', type)).toEqual([]);
  });
});

describe('code for Node', () => {
  it.each([`export const page = document.body;`, `export const page = window;`])(
    'refuses %s',
    async (code) => {
      expect(await brokenRules('packages/adapters/node/src/snippet.ts', code)).toEqual([
        'no-restricted-globals',
      ]);
    },
  );

  it('is not imported by browsers, nor they by it', async () => {
    const rules = await brokenRules(
      'packages/adapters/node/src/snippet.ts',
      `import '@langseg/adapter-web';`,
    );
    expect([...rules].sort()).toEqual(['@nx/enforce-module-boundaries', 'no-restricted-imports']);
  });
});

describe('house style', () => {
  it.each([
    [`export default 1;`, 'no-restricted-syntax'],
    [`export * from './other.js';`, 'no-restricted-syntax'],
    [`console.log(1);`, 'no-console'],
    [`// TODO: later`, 'no-warning-comments'],
  ])('refuses %s', async (code, rule) => {
    expect(await brokenRules('packages/cli/src/snippet.ts', code)).toEqual([rule]);
  });

  it('refuses tests that do not run', async () => {
    const code = `import { it } from 'vitest';\nit.skip('works', () => {});`;
    expect(await brokenRules('packages/core/src/snippet.test.ts', code)).toEqual(['no-restricted-syntax']);
  });
});
