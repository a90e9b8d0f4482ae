import type { GraphNode } from '../graph/graph.js';
import { readAttribute } from '../graph/read-attribute.js';
import { nodeMismatch } from './inferred-value.js';

/** How a kernel moves over the spatial axes of its input; one entry for each spatial axis. */
export interface WindowGeometry {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly padsBegin: readonly number[];
  readonly padsEnd: readonly number[];
  /** Spatial lengths of the output. */
  readonly output: readonly number[];
}

/**
 * Geometry of `Conv` and of the pooling operators, `auto_pad` and `ceil_mode` included.
 *
 * @param spatial lengths of the input's axes after batch and channels.
 * @param kernel lengths of the window; read from `kernel_shape` when left out.
 * @throws LangSegError `GRAPH_INVALID` when the window is larger than the padded input.
 */
export function windowGeometry(
  node: GraphNode,
  spatial: readonly number[],
  kernel?: readonly number[],
): WindowGeometry {
  const window = kernelOf(node, spatial.length, kernel);
  const { strides, dilations, pads, autoPad } = windowAttributes(node, spatial.length);
  const isCeil = readAttribute(node, 'int', 'ceil_mode', 0) === 1;
  const padsBegin: number[] = [];
  const padsEnd: number[] = [];
  const output = spatial.map((length, i) => {
    const extent = (window[i] - 1) * dilations[i] + 1;
    if (autoPad.startsWith('SAME')) {
      const steps = Math.ceil(length / strides[i]);
      const total = Math.max(0, (steps - 1) * strides[i] + extent - length);
      const half = autoPad === 'SAME_UPPER' ? Math.floor(total / 2) : Math.ceil(total / 2);
      padsBegin.push(half);
      padsEnd.push(total - half);
      return steps;
    }
    padsBegin.push(pads[i]);
    padsEnd.push(pads[i + spatial.length]);
    const room = length + padsBegin[i] + padsEnd[i] - extent;
    if (room < 0)
      throw nodeMismatch(node, `at least ${extent} padded elements on spatial axis ${i}`, room + extent);
    const steps = Math.floor(room / strides[i]) + 1;
    const hasRest = isCeil && room % strides[i] > 0;
    // A last, partial window counts only when it starts on the input or the padding before it.
    return hasRest && steps * strides[i] < length + padsBegin[i] ? steps + 1 : steps;
  });
  return { kernel: window, strides, dilations, padsBegin, padsEnd, output };
}

/** Geometry of `ConvTranspose`, seen from its output: each input element is spread over a window of it. */
export function transposedWindowGeometry(
  node: GraphNode,
  spatial: readonly number[],
  kernel: readonly number[],
): WindowGeometry {
  const { strides, dilations, pads, autoPad } = windowAttributes(node, spatial.length);
  const extra = readAttribute(node, 'ints', 'output_padding', undefined) ?? spatial.map(() => 0);
  const wanted =
    readAttribute(node, 'ints', 'output_shape', undefined) ??
    (autoPad.startsWith('SAME') ? spatial.map((length, i) => length * strides[i]) : undefined);
  const padsBegin: number[] = [];
  const padsEnd: number[] = [];
  const output = spatial.map((length, i) => {
    const full = strides[i] * (length - 1) + extra[i] + (kernel[i] - 1) * dilations[i] + 1;
    if (!wanted) {
      padsBegin.push(pads[i]);
      padsEnd.push(pads[i + spatial.length]);
      return full - padsBegin[i] - padsEnd[i];
    }
    const total = Math.max(0, full - wanted[i]);
    const half = autoPad === 'SAME_UPPER' ? Math.floor(total / 2) : Math.ceil(total / 2);
    padsBegin.push(half);
    padsEnd.push(total - half);
    return wanted[i];
  });
  if (output.some((length) => length < 1)) throw nodeMismatch(node, 'an output of positive size', output);
  return { kernel, strides, dilations, padsBegin, padsEnd, output };
}

function kernelOf(node: GraphNode, rank: number, kernel: readonly number[] | undefined): readonly number[] {
  const declared = readAttribute(node, 'ints', 'kernel_shape', kernel);
  if (declared?.length !== rank || (kernel && declared.join() !== kernel.join()))
    throw nodeMismatch(node, `kernel_shape [${kernel?.join(', ') ?? `${rank} axes`}]`, declared ?? 'none');
  return declared;
}

function windowAttributes(node: GraphNode, rank: number) {
  const list = (name: string, length: number, fallback: number) => {
    const values = readAttribute(node, 'ints', name, undefined) ?? new Array<number>(length).fill(fallback);
    if (values.length !== length || values.some((value) => value < fallback))
      throw nodeMismatch(node, `${length} ${name} of at least ${fallback}`, values);
    return values;
  };
  return {
    strides: list('strides', rank, 1),
    dilations: list('dilations', rank, 1),
    pads: list('pads', 2 * rank, 0),
    autoPad: readAttribute(node, 'string', 'auto_pad', 'NOTSET'),
  };
}
