import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dptVit, dptVitGraph, vitBase32, vitLarge16, type DptVitSizes } from '@langseg/image-encoders';
import { writeModel, type Graph } from '@langseg/onnx-graph';
import { clipTextGraph } from '@langseg/text-encoders';
import { clipTextB32, clipTextShapes } from './clip-text-shapes.js';
import { randomWeights } from './random-weights.js';
import { quantized, tipsImageGraph, tipsTextGraphOf } from './tips-models.js';

/** Models of official size with random weights. */
export type FullSizeModel =
  | 'vit-l16'
  | 'vit-b32'
  | 'clip-text'
  | 'tips-b14'
  | 'tips-b14-q8'
  | 'tips-l14'
  | 'tips-l14-q8'
  | 'tips-text-b14'
  | 'tips-text-b14-q8';

const graphs: Readonly<Record<FullSizeModel, () => Graph>> = {
  'vit-l16': () => vitGraph(vitLarge16),
  'vit-b32': () => vitGraph(vitBase32),
  'tips-b14': () => tipsImageGraph('b14'),
  'tips-b14-q8': () => quantized(tipsImageGraph('b14')),
  'tips-l14': () => tipsImageGraph('l14'),
  'tips-l14-q8': () => quantized(tipsImageGraph('l14')),
  'tips-text-b14': () => tipsTextGraphOf('b14'),
  'tips-text-b14-q8': () => quantized(tipsTextGraphOf('b14')),
  'clip-text': () => clipTextGraph(randomWeights(clipTextShapes(clipTextB32)), clipTextB32),
};

function vitGraph(sizes: DptVitSizes): Graph {
  const specs = dptVit.architecture.parameters(sizes);
  return dptVitGraph(randomWeights(new Map(specs.map(({ name, shape }) => [name, shape]))), sizes);
}

/** Where a model is or will be in the folder of a run. */
export function modelPath(model: FullSizeModel, directory: string): string {
  return join(directory, model, 'model.onnx');
}

/** Writes a model and its external data, as a conversion does. */
export async function writeFullSizeModel(model: FullSizeModel, directory: string): Promise<void> {
  const path = modelPath(model, directory);
  const dataLocation = 'model.onnx_data';
  await mkdir(join(directory, model), { recursive: true });
  const file = await open(join(directory, model, dataLocation), 'w');
  try {
    await writeModel(
      graphs[model](),
      {
        model: (bytes) => writeFile(path, bytes),
        data: async (bytes) => {
          await file.writeFile(bytes);
        },
      },
      { dataLocation },
    );
  } finally {
    await file.close();
  }
}
