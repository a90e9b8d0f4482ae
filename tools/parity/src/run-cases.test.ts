import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSafetensors } from '@langseg/checkpoints';
import { sourceOf, tensor } from '@langseg/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatResult } from './format-result.js';
import type { CaseResult } from './run-case.js';
import { runCases, type Selection } from './run-cases.js';
import { createRunners } from './runners.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parity-'));
  const tensors = new Map([
    ['in.x', sourceOf(tensor('float32', [1, 1, 1, 2], Float32Array.of(0, 1)))],
    ['out.good', sourceOf(tensor('float32', [1, 1, 1, 3], Float32Array.of(0, 0.5, 1)))],
    ['out.bad', sourceOf(tensor('float32', [1, 1, 1, 3], Float32Array.of(0, 0.6, 1)))],
  ]);
  await writeFile(join(directory, 'x.safetensors'), writeSafetensors(tensors));
});
afterEach(() => rm(directory, { recursive: true }));

const interpolate = (id: string, output: string, file = 'x.safetensors') => ({
  id,
  kind: 'interpolate',
  kwargs: { size: [1, 3], mode: 'bilinear', align_corners: true },
  inputs: { x: 'in.x' },
  outputs: { y: output },
  file,
});

async function run(cases: unknown, selection?: Selection): Promise<CaseResult[]> {
  await writeFile(join(directory, 'cases.json'), JSON.stringify({ cases }));
  const results: CaseResult[] = [];
  for await (const result of runCases(directory, createRunners('reference'), selection)) results.push(result);
  return results;
}

describe('runCases', () => {
  it('tells what is right from what is wrong', async () => {
    const [good, bad] = await run([interpolate('a', 'out.good'), interpolate('b', 'out.bad')]);
    expect(good).toMatchObject({ status: 'passed', computedBy: ['reference'], worst: { error: 0 } });
    expect(bad).toMatchObject({
      status: 'failed',
      worst: { output: 'y', error: expect.closeTo(0.1, 6) as number },
    });
  });

  it('fails only the case whose file is missing, cut off or incomplete', async () => {
    await writeFile(join(directory, 'cut.safetensors'), Uint8Array.of(200, 0, 0, 0, 0, 0, 0, 0, 0x7b));
    const results = await run([
      interpolate('missing', 'out.good', 'no.safetensors'),
      interpolate('cut', 'out.good', 'cut.safetensors'),
      interpolate('tensor', 'out.none'),
      interpolate('outside', 'out.good', '../x.safetensors'),
      interpolate('a', 'out.good'),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed', 'failed', 'passed']);
    expect(results.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('no.safetensors'),
      expect.stringContaining('too early'),
      expect.stringContaining('"out.none"'),
      expect.stringContaining('without folders'),
      undefined,
    ]);
  });

  it('fails entries that are no cases and cases that lack a field', async () => {
    const results = await run([null, { id: 'no kind' }, { id: 'c', kind: 'labels' }]);
    expect(results.map(({ id, status }) => `${id} ${status}`)).toEqual([
      '(no id) failed',
      'no kind failed',
      'c failed',
    ]);
    expect(results[2].reason).toContain('labels');
  });

  it('skips unknown kinds with the reason', async () => {
    expect(await run([{ id: 'b', kind: 'brew' }])).toMatchObject([
      { status: 'skipped', reason: expect.stringContaining('unknown') as string },
    ]);
  });

  it('selects by id and kind, and says when nothing is left', async () => {
    const cases = [
      interpolate('one', 'out.good'),
      interpolate('two', 'out.good'),
      { id: 'one', kind: 'multi_eval' },
    ];
    expect(await run(cases, { filter: 'on' })).toHaveLength(2);
    expect(await run(cases, { kind: 'interpolate' })).toHaveLength(2);
    await expect(run(cases, { filter: 'three' })).rejects.toThrow('no case');
  });

  it('refuses a directory without a list of cases', async () => {
    await expect(run('nothing')).rejects.toThrow('not a list');
    await rm(join(directory, 'cases.json'));
    await expect(runCases(directory, []).next()).rejects.toThrow('cases.json');
  });
});

describe('formatResult', () => {
  it('puts everything on one line', () => {
    const worst = { output: 'logits', error: 3.14e-6, tolerance: 5.4e-5 };
    const result = {
      id: 'tiny',
      kind: 'lseg_forward',
      status: 'passed',
      computedBy: ['a', 'b'],
      worst,
    } as const;
    expect(formatResult(result).split(/ {2,}| (?=worst)/)).toEqual([
      'ok',
      'tiny',
      'lseg_forward',
      'a + b',
      'worst 3.1e-6 / 5.4e-5 (logits)',
    ]);
    expect(formatResult({ ...result, worst: undefined, status: 'failed', reason: 'one\ntwo' })).toContain(
      'one two',
    );
  });
});
