import { join } from 'node:path';
import { fileSource } from '@langseg/adapter-node';
import { openCheckpoint } from '@langseg/checkpoints';
import {
  resizeBilinear,
  toFloat32,
  toPixels,
  type Disposable,
  type Preprocessing,
  type RgbImage,
  type Runtime,
} from '@langseg/core';
import { encodeModel } from '@langseg/onnx-graph';
import { listedGraph } from './listed-graph.js';
import { readOperatorList } from './operator-list.js';

/** The classes of Cityscapes in the order of its training ids. */
export const cityscapes = [
  ...['road', 'sidewalk', 'building', 'wall', 'fence', 'pole', 'traffic light', 'traffic sign', 'vegetation'],
  ...['terrain', 'sky', 'person', 'rider', 'car', 'truck', 'bus', 'train', 'motorcycle', 'bicycle'],
] as const;

/** What the teacher sees in a photo. */
export interface TeacherView {
  /** `height × width` classes. */
  readonly classes: Uint8Array;
  /** Their probabilities. */
  readonly confidence: Float32Array;
}

/** Photos are looked at in the size of those that the teacher was made for. */
const preprocessing: Preprocessing = {
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
  resample: 'bilinear',
  longestSide: 513,
  onlyShrink: false,
  sizeMultiple: 1,
};

const NAME = 'deeplab_mobilenet_edgetpu_slim_cityscapes_quant';

/** A network that knows streets. */
export interface Teacher extends Disposable {
  look(photo: RgbImage): Promise<TeacherView>;
}

/** Opens the Cityscapes network of the starting weights. */
export async function openTeacher(folder: string, runtime: Runtime): Promise<Teacher> {
  const source = await fileSource(join(folder, `${NAME}.safetensors`));
  try {
    const list = await readOperatorList(join(folder, `${NAME}.ops.json`));
    const { tensors } = await openCheckpoint(source);
    const session = await runtime.load(await encodeModel(listedGraph(list, tensors, cityscapes.length)));
    return {
      look: async (photo) => {
        const { probabilities } = await session.run({ pixels: toPixels(photo, preprocessing) });
        const { width, height } = photo;
        const enlarged = resizeBilinear(
          toFloat32(probabilities),
          { size: [height, width] },
          { alignCorners: false },
        );
        return strongest(enlarged.data, width * height);
      },
      dispose: () => session.dispose(),
    };
  } finally {
    await source.close();
  }
}

function strongest(probabilities: Float32Array, pixels: number): TeacherView {
  const classes = new Uint8Array(pixels);
  const confidence = new Float32Array(pixels);
  for (let c = 0; c < cityscapes.length; c++)
    for (let i = 0; i < pixels; i++) {
      const probability = probabilities[c * pixels + i];
      if (probability <= confidence[i]) continue;
      confidence[i] = probability;
      classes[i] = c;
    }
  return { classes, confidence };
}
