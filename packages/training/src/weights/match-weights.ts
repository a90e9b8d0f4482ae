import { findStateDict, renameWeights } from '@langseg/checkpoints';
import {
  castSource,
  deriveSource,
  LangSegError,
  resizePositionEmbedding,
  toFloat32,
  type TensorSource,
  type Weights,
} from '@langseg/core';
import type { ParameterSpec } from '@langseg/onnx-graph';
import { describeMatch, type MatchReport, type OtherShape } from './match-report.js';

/** Options of {@link matchWeights}. */
export interface MatchOptions {
  /** Put before the checkpoint's names: `pretrained.model.` to start from the checkpoint of a bare ViT. Default nothing. */
  readonly scope?: string;
  /** Smallest fraction of the network's weights that the checkpoint must provide, 0 … 1. Default 0. */
  readonly minimum?: number;
}

/** Weights that a network takes over from a checkpoint. */
export interface MatchedWeights {
  /** By the network's names, in its order; read when they are loaded. */
  readonly weights: ReadonlyMap<string, TensorSource<'float32'>>;
  readonly report: MatchReport;
}

/**
 * Finds the weights of a network in a checkpoint of any origin, by name and shape. The prefix that fits most names (`net.`,
 * `model.`) is taken off, and so are wrapping modules (`module.`, `_orig_mod.`): see `findStateDict`. Position embeddings of another square grid are
 * resized as LSeg does it. Nothing is loaded here.
 *
 * @param specs the network's weights, as from `ImageArchitecture.parameters`.
 * @throws LangSegError `WEIGHTS_MISMATCH` when less than `minimum` fits; `CONFIG_INVALID` for a minimum beyond 0 … 1.
 */
export function matchWeights(
  specs: readonly ParameterSpec[],
  checkpoint: Weights,
  { scope = '', minimum = 0 }: MatchOptions = {},
): MatchedWeights {
  if (!(minimum >= 0 && minimum <= 1))
    throw new LangSegError(
      'CONFIG_INVALID',
      `The fraction of weights that must match is from 0 to 1, got ${minimum}.`,
      { minimum },
    );
  const names = new Set(specs.map(({ name }) => name));
  const available = withoutPrefix(checkpoint, scope, names);
  const weights = new Map<string, TensorSource<'float32'>>();
  const [matched, missing] = [[] as string[], [] as string[]];
  const [resized, mismatched] = [[] as OtherShape[], [] as OtherShape[]];
  for (const { name, shape: expected } of specs) {
    const source = available.get(name);
    if (!source) {
      missing.push(name);
      continue;
    }
    const found = source.shape;
    const isEqual = found.join() === expected.join();
    const fitting = isEqual ? castSource(source, 'float32') : resizedPositions(name, source, expected);
    if (fitting) weights.set(name, fitting);
    if (isEqual) matched.push(name);
    else (fitting ? resized : mismatched).push({ name, expected, found });
  }
  const unused = [...available.keys()].filter(
    (name) => !names.has(name) && !name.endsWith('.num_batches_tracked'),
  );
  const report = { matched, resized, missing, mismatched, unused };
  assertEnough(report, minimum, specs.length);
  return { weights, report };
}

function withoutPrefix(checkpoint: Weights, scope: string, names: ReadonlySet<string>): Weights {
  const found = findStateDict({ stateDicts: new Map([['', checkpoint]]) }, namesInScope(names, scope));
  return renameWeights(found?.weights ?? checkpoint, (name) => scope + name);
}

/** Names of a network as a checkpoint has them before `scope` is put in front. */
export function namesInScope(names: Iterable<string>, scope: string): string[] {
  return [...names].flatMap((name) => (name.startsWith(scope) ? [name.slice(scope.length)] : []));
}

function resizedPositions(
  name: string,
  source: TensorSource,
  expected: readonly number[],
): TensorSource<'float32'> | undefined {
  const [batch, tokens, width] = source.shape;
  const isSquare = (count: number) => count > 1 && Number.isInteger(Math.sqrt(count - 1));
  if (!/(^|\.)pos_embed$/.test(name) || source.shape.length !== 3) return undefined;
  if (batch !== 1 || width !== expected[2] || !isSquare(tokens) || !isSquare(expected[1])) return undefined;
  const side = Math.sqrt(expected[1] - 1);
  return deriveSource(
    'float32',
    expected,
    [source],
    (positions) => resizePositionEmbedding(toFloat32(positions), [side, side]).data,
  );
}

function assertEnough(report: MatchReport, minimum: number, total: number): void {
  const taken = report.matched.length + report.resized.length;
  if (taken >= minimum * total) return;
  throw new LangSegError(
    'WEIGHTS_MISMATCH',
    `This checkpoint belongs to another architecture: expected at least ${Math.round(100 * minimum)} % of the network's weights in it. ` +
      describeMatch(report) +
      '\nGive a checkpoint of the same architecture, or its sizes.',
    { minimum, ...report },
  );
}
