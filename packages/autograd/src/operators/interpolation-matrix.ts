import { interpolationAxis } from '@langseg/core';
import { nodeMismatch, readAttribute, type GraphNode, type ResizeAxis } from '@langseg/onnx-graph';

/** Where output element i of an axis lies among the input's elements. */
const nearestPositions: Readonly<Record<string, (i: number, axis: ResizeAxis, from: number) => number>> = {
  asymmetric: (i, { scale }) => i / scale,
  half_pixel: (i, { scale }) => (i + 0.5) / scale - 0.5,
  align_corners: (i, { length }, from) => (length > 1 ? (i * (from - 1)) / (length - 1) : 0),
};

const roundings: Readonly<Record<string, (position: number) => number>> = {
  ceil: Math.ceil,
  floor: Math.floor,
  round_prefer_ceil: (position) => Math.floor(position + 0.5),
  round_prefer_floor: (position) => Math.ceil(position - 0.5),
};

/**
 * The matrix `[axis.length, from]`, row-major, by which a `Resize` node interpolates along one axis: linear with
 * `align_corners`, `asymmetric`, `half_pixel` or `pytorch_half_pixel`, or nearest.
 *
 * @throws LangSegError `GRAPH_INVALID` for other modes.
 */
export function interpolationMatrix(
  node: GraphNode,
  axis: ResizeAxis,
  from: number,
): Float32Array<ArrayBuffer> {
  const mode = readAttribute(node, 'string', 'mode', 'nearest');
  const coordinates = readAttribute(node, 'string', 'coordinate_transformation_mode', 'half_pixel');
  if (readAttribute(node, 'int', 'antialias', 0) === 1) throw nodeMismatch(node, 'antialias 0', 1);
  if (mode === 'nearest') return nearestMatrix(node, axis, from, coordinates);
  const known = ['align_corners', 'asymmetric', 'half_pixel', 'pytorch_half_pixel'];
  if (mode !== 'linear' || !known.includes(coordinates))
    throw nodeMismatch(
      node,
      `mode nearest, or linear with ${known.join(', ')}`,
      `${mode} with ${coordinates}`,
    );

  const matrix = new Float32Array(axis.length * from);
  if (coordinates === 'asymmetric') return fillAsymmetric(matrix, axis, from);
  const centred = coordinates === 'pytorch_half_pixel' && axis.length === 1;
  const { lower, upper, weight } = interpolationAxis(from, axis.length, {
    alignCorners: coordinates === 'align_corners' || centred,
    scaleFactor: axis.scale,
  });
  for (let i = 0; i < axis.length; i++) {
    matrix[i * from + lower[i]] += 1 - weight[i];
    matrix[i * from + upper[i]] += weight[i];
  }
  return matrix;
}

function fillAsymmetric(
  matrix: Float32Array<ArrayBuffer>,
  { length, scale }: ResizeAxis,
  from: number,
): Float32Array<ArrayBuffer> {
  for (let i = 0; i < length; i++) {
    const position = i / scale;
    const lower = Math.min(Math.floor(position), from - 1);
    const upper = Math.min(lower + 1, from - 1);
    const weight = upper === lower ? 0 : position - lower;
    matrix[i * from + lower] += 1 - weight;
    matrix[i * from + upper] += weight;
  }
  return matrix;
}

function nearestMatrix(
  node: GraphNode,
  axis: ResizeAxis,
  from: number,
  coordinates: string,
): Float32Array<ArrayBuffer> {
  const rounding = readAttribute(node, 'string', 'nearest_mode', 'round_prefer_floor');
  if (!Object.hasOwn(nearestPositions, coordinates) || !Object.hasOwn(roundings, rounding))
    throw nodeMismatch(
      node,
      `coordinates ${Object.keys(nearestPositions).join(', ')} and rounding ${Object.keys(roundings).join(', ')}`,
      `${coordinates} and ${rounding}`,
    );
  const matrix = new Float32Array(axis.length * from);
  for (let i = 0; i < axis.length; i++) {
    const nearest = roundings[rounding](nearestPositions[coordinates](i, axis, from));
    matrix[i * from + Math.min(Math.max(nearest, 0), from - 1)] = 1;
  }
  return matrix;
}
