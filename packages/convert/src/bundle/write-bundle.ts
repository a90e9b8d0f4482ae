import {
  bundleFormatVersion,
  dtypeSuffixes,
  LangSegError,
  preprocessorConfigOf,
  throwIfAborted,
  type BundleConfig,
  type ModelDtype,
  type RunOptions,
} from '@langseg/core';
import { finiteSource } from '@langseg/checkpoints';
import {
  computeInFloat16,
  quantizeProducts,
  storeAsFloat16,
  storeAsInt8,
  writeModel,
  type Graph,
  type Initializer,
} from '@langseg/onnx-graph';
import type { ModelPlan, PlannedComponent } from '../model-plan.js';
import type { BundleWriter, WrittenFile } from './bundle-writer.js';
import { modelCard } from './model-card.js';
import { keptFloat, sensitiveWeights } from './sensitive-weights.js';

const stored: Readonly<Record<ModelDtype, (graph: Graph, keepsFloat: (weight: string) => boolean) => Graph>> =
  {
    fp32: (graph) => graph,
    fp16: (graph) => withNamedOverflow(storeAsFloat16(graph)),
    int8: (graph) => storeAsInt8(graph),
    q8: (graph, keepsFloat) => quantizeProducts(graph, { keepsFloat }),
  };

/** Says which weight is too large for half precision. */
function withNamedOverflow(graph: Graph): Graph {
  const initializers = [...graph.initializers].map(([name, initializer]): [string, Initializer] => {
    const load = () =>
      initializer.load().catch((cause: unknown) => {
        if (!LangSegError.is(cause, 'SHAPE_MISMATCH')) throw cause;
        const tensor = originalName(name);
        throw new LangSegError(
          'WEIGHTS_MISMATCH',
          `${tensor} can't be stored as fp16. ${cause.message} Store the weights as fp32 or int8 (--dtype).`,
          { tensor },
          { cause },
        );
      });
    return [name, initializer.dtype === 'float16' ? { ...initializer, load } : initializer];
  });
  return { ...graph, initializers: new Map(initializers) };
}

/** Rewrites append to the names of the weights that they derive others from. */
function originalName(name: string): string {
  return name.replace(/:.*/s, '');
}

/** Weights that became infinite on the way, or were no numbers from the start, are refused by their names. */
function checked(graph: Graph): Graph {
  const initializers = [...graph.initializers].map(([name, initializer]): [string, Initializer] => [
    name,
    // Constants are ours; attention masks are infinite on purpose.
    initializer.value ? initializer : finiteSource(originalName(name), initializer),
  ]);
  return { ...graph, initializers: new Map(initializers) };
}

/** Options of {@link writeBundle}. */
export interface WriteBundleOptions extends RunOptions {
  readonly name: string;
  /** Default `fp32`. */
  readonly dtype?: ModelDtype;
  /** With `q8`: weights whose names contain one of these stay in floating point. Default: the output layers of attention. */
  readonly keepFloat?: readonly string[];
  readonly license?: string;
  readonly description?: string;
  /** Where the weights came from, for the model card. */
  readonly source?: { readonly file: string; readonly sha256?: string };
  readonly onProgress?: (progress: {
    readonly file: string;
    readonly written: number;
    readonly total: number;
  }) => void;
}

/**
 * Writes a model bundle in the layout of the Hugging Face hub: `onnx/*.onnx` with external data, the tokenizer or word
 * table, `preprocessor_config.json`, a model card, and last `config.json` with the hash of each of them.
 *
 * @returns the config that was written.
 * @throws LangSegError `FILE_CORRUPT` for a weight that holds NaN or infinities, `WEIGHTS_MISMATCH` for one too large for
 * `dtype`, `ABORTED`; errors of the weights and the
 * writer are passed on.
 */
export async function writeBundle(
  plan: ModelPlan,
  writer: BundleWriter,
  options: WriteBundleOptions,
): Promise<BundleConfig> {
  const { name, dtype = 'fp32', keepFloat = sensitiveWeights, license, description, signal } = options;
  const files: Record<string, WrittenFile> = {};
  const renamed = new Map<string, string>();
  const precision: NonNullable<BundleConfig['precision']> = {};
  for (const [path, graph] of plan.graphs) {
    const target = path.replace(/\.onnx$/, `${dtypeSuffixes[dtype]}.onnx`);
    renamed.set(path, target);
    const kept = dtype === 'q8' ? keptFloat(graph, keepFloat) : [];
    const keepsFloat = (name: string) => kept.includes(name);
    const half = dtype === 'fp16' ? target.replace(/\.onnx$/, '_half.onnx') : undefined;
    precision[target] = { dtype, ...(kept.length > 0 && { keptFloat: kept }), ...(half && { half }) };
    if (half) precision[half] = { dtype };
    const written = stored[dtype](checked(graph), keepsFloat);
    Object.assign(files, await writeGraph(written, { path: target, half }, writer, options));
  }
  const writeBytes = async (path: string, bytes: Uint8Array) => {
    throwIfAborted(signal);
    files[path] = await writer.write(path, (sink) => sink(bytes));
  };
  for (const [path, bytes] of plan.files) await writeBytes(path, bytes);
  if (plan.preprocessing)
    await writeBytes('preprocessor_config.json', json(preprocessorConfigOf(plan.preprocessing)));
  const card = modelCard({
    name,
    architecture: plan.architecture,
    dtype,
    license,
    description,
    source: options.source,
    files,
  });
  await writeBytes('README.md', new TextEncoder().encode(card));

  const pipeline = Object.fromEntries(
    Object.entries(plan.pipeline).map(([slot, component]) => [slot, withPaths(component, renamed)]),
  );
  const config: BundleConfig = {
    formatVersion: bundleFormatVersion,
    name,
    ...(description && { description }),
    ...(license && { license }),
    pipeline,
    ...(plan.view && { view: plan.view }),
    precision,
    ...(plan.plugins && plan.plugins.length > 0 && { plugins: [...plan.plugins] }),
    files,
  };
  await writer.write('config.json', (sink) => sink(json(config)));
  return config;
}

async function writeGraph(
  graph: Graph,
  { path, half }: { readonly path: string; readonly half: string | undefined },
  writer: BundleWriter,
  { signal, onProgress }: WriteBundleOptions,
): Promise<Record<string, WrittenFile>> {
  const dataPath = `${path}_data`;
  const dataLocation = dataPath.slice(dataPath.lastIndexOf('/') + 1);
  let model: Uint8Array = new Uint8Array();
  let twin: Uint8Array = new Uint8Array();
  const data = await writer.write(dataPath, (sink) =>
    writeModel(
      graph,
      {
        model: (bytes) => {
          model = bytes;
          return Promise.resolve();
        },
        twin: (bytes) => {
          twin = bytes;
          return Promise.resolve();
        },
        data: sink,
      },
      {
        dataLocation,
        ...(half !== undefined && { twin: computeInFloat16(graph) }),
        signal,
        onProgress: (written, total) => onProgress?.({ file: dataPath, written, total }),
      },
    ),
  );
  return {
    [dataPath]: data,
    [path]: await writer.write(path, (sink) => sink(model)),
    ...(half !== undefined && { [half]: await writer.write(half, (sink) => sink(twin)) }),
  };
}

/** A config with the paths that its graphs were written to, wherever in it they are named. */
function withPaths(component: PlannedComponent, renamed: ReadonlyMap<string, string>): PlannedComponent {
  const replaced = (value: unknown): unknown => {
    if (typeof value === 'string') return renamed.get(value) ?? value;
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, replaced(part)]));
    return value;
  };
  const { type, ...options } = component;
  return {
    type,
    ...Object.fromEntries(Object.entries(options).map(([key, value]) => [key, replaced(value)])),
  };
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
