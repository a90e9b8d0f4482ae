import { castSource, deriveSource, type TensorSource } from '@langseg/core';
import type { Graph, Initializer } from '../graph/graph.js';
import { channelIndex } from './channel-index.js';
import { removeUnused } from './remove-unused.js';

/**
 * Undoes `storeAsFloat16` and `storeAsInt8`: weights are float32 initialisers under their own names again, rounded as they
 * were stored.
 */
export function widenStoredWeights(graph: Graph): Graph {
  const initializers = new Map<string, Initializer>(graph.initializers);
  const nodes = graph.nodes.filter(({ operator, outputs: [output] }) => {
    const halved = initializers.get(`${output}:float16`);
    const quartered = initializers.get(`${output}:int8`);
    const scales = initializers.get(`${output}:scale`);
    if (operator === 'Cast' && halved) initializers.set(output, castSource(halved, 'float32'));
    else if (operator === 'Mul' && quartered && scales) initializers.set(output, scaled(quartered, scales));
    else return true;
    return false;
  });
  return removeUnused({ ...graph, nodes, initializers });
}

/** Integers times the scale of their channel, the only axis along which `scales` is longer than 1. */
function scaled(stored: TensorSource, scales: TensorSource): TensorSource<'float32'> {
  const axis = scales.shape.findIndex((length) => length > 1);
  return deriveSource('float32', stored.shape, [stored, scales], (integers, steps) => {
    const channelOf = axis < 0 ? () => 0 : channelIndex(stored.shape, axis);
    return Float32Array.from(
      integers.data as Int8Array,
      (value, i) => value * Number(steps.data[channelOf(i)]),
    );
  });
}
