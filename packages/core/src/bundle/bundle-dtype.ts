import { LangSegError } from '../errors/lang-seg-error.js';
import type { BundleConfig } from './bundle-config.js';
import { dtypeSuffixes, modelDtypes, type ModelDtype } from './model-dtype.js';

/** The precision of each graph of a bundle by its path: as the bundle says, or else by the name of the file. */
export function dtypesOf({ files, precision = {} }: BundleConfig): ReadonlyMap<string, ModelDtype> {
  const graphs = Object.keys(files).filter((path) => path.endsWith('.onnx'));
  return new Map(graphs.map((path) => [path, precision[path]?.dtype ?? dtypeOfName(path)]));
}

function dtypeOfName(path: string): ModelDtype {
  const suffixed = modelDtypes.find(
    (dtype) => dtype !== 'fp32' && path.endsWith(`${dtypeSuffixes[dtype]}.onnx`),
  );
  return suffixed ?? 'fp32';
}

/**
 * Checks that a bundle's graphs have the precision that is asked for.
 *
 * @throws LangSegError `NOT_FOUND` naming the precision that they have.
 */
export function assertDtype(config: BundleConfig, dtype: ModelDtype): void {
  const others = [...dtypesOf(config)].filter(([, found]) => found !== dtype);
  if (others.length === 0) return;
  const list = others.map(([path, found]) => `${path} is ${found}`).join(', ');
  throw new LangSegError(
    'NOT_FOUND',
    `The model ${config.name} is not there in ${dtype}: ${list}. Convert its checkpoint with --dtype ${dtype}, or leave the precision open.`,
    { dtype, found: [...new Set(others.map(([, found]) => found))] },
  );
}
