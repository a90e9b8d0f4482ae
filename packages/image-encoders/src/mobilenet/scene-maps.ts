import {
  onnxDataType,
  resizeBilinearTo,
  spatialSize,
  type GraphBuilder,
  type Parameters,
  type Value,
} from '@langseg/onnx-graph';
import { mosaicTrunk } from '../mosaic/mosaic-trunk.js';
import type { JoinedMaps } from './decoder.js';

/** A weight that only networks with a second trunk have. */
export const sceneMarker = 'scenes.classes.weight';

/** At three quarters of the photo's size MOSAIC finds as much as at all of it, in little more than half the time. */
const scale = 0.75;

/** What a second trunk adds to the decoder's maps, and to the embeddings. */
export interface SceneMaps extends JoinedMaps {
  /** Adds to embeddings `[B, D, h, w]`. */
  readonly classes: (embeddings: Value) => Value;
}

/**
 * Adds a second trunk, MOSAIC, which knows rooms and streets. Every map of it goes through a 1×1 convolution and is enlarged to what it is
 * added to. Where its classifier sees a class, the embedding of the class is added, as for the first trunk's classifier.
 *
 * @param parameters of the whole encoder: `mosaic` is the trunk, `scenes` what joins it.
 */
export function sceneMaps(g: GraphBuilder, pixels: Value, parameters: Parameters): SceneMaps {
  const smaller = g.op('Resize', [pixels, undefined, scales(g, pixels)], {
    mode: 'linear',
    coordinate_transformation_mode: 'half_pixel',
  });
  const { stride16, stride8, logits } = mosaicTrunk(g, smaller, parameters.scope('mosaic'));
  const joins = parameters.scope('scenes');
  const joined = (name: string, map: Value) => g.op('Conv', [map, joins.value(`${name}.weight`)]);
  const added = (to: Value, map: Value) =>
    g.op('Add', [to, resizeBilinearTo(g, map, spatialSize(g, to), { alignCorners: false })]);
  return {
    stride8: (x) => added(added(x, joined('stride16', stride16)), joined('stride8', stride8)),
    stride4: (x) => added(x, joined('stride4', logits)),
    classes: (x) => {
      const enlarged = resizeBilinearTo(g, logits, spatialSize(g, x), { alignCorners: false });
      return g.op('Add', [x, joined('classes', g.op('Softmax', [enlarged], { axis: 1 }))]);
    },
  };
}

/** Three quarters, but not less than a row and a column. */
function scales(g: GraphBuilder, pixels: Value): Value {
  const wanted = g.constant({ dtype: 'float32', shape: [4], data: Float32Array.of(1, 1, scale, scale) });
  const lengths = g.op('Cast', [g.op('Shape', [pixels])], { to: onnxDataType('float32') });
  return g.op('Max', [wanted, g.op('Div', [g.float(1), lengths])]);
}
