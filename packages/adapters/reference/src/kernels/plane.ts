import { nodeMismatch, type GraphNode, type WindowGeometry } from '@langseg/onnx-graph';

/** One channel of an image; a sequence is an image of height 1. */
export interface Plane {
  readonly height: number;
  readonly width: number;
  readonly size: number;
}

/** How a window moves along one axis. */
export interface AxisWindow {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly pad: number;
  /** Padding at the far end, for operators that count it. */
  readonly padEnd: number;
}

/**
 * Spatial axes as a plane.
 *
 * @throws LangSegError `GRAPH_INVALID` for volumes.
 */
export function planeOf(node: GraphNode, spatial: readonly number[]): Plane {
  if (spatial.length > 2) throw nodeMismatch(node, 'one or two spatial axes', spatial);
  const [height, width] = spatial.length === 1 ? [1, spatial[0]] : spatial;
  return { height, width, size: height * width };
}

/** A window geometry by axis. */
export function planeWindow(
  node: GraphNode,
  geometry: WindowGeometry,
): { readonly height: AxisWindow; readonly width: AxisWindow; readonly output: Plane } {
  const axis = (i: number): AxisWindow => ({
    kernel: geometry.kernel[i],
    stride: geometry.strides[i],
    dilation: geometry.dilations[i],
    pad: geometry.padsBegin[i],
    padEnd: geometry.padsEnd[i],
  });
  const single: AxisWindow = { kernel: 1, stride: 1, dilation: 1, pad: 0, padEnd: 0 };
  const [height, width] = geometry.output.length === 1 ? [single, axis(0)] : [axis(0), axis(1)];
  return { height, width, output: planeOf(node, geometry.output) };
}

/**
 * The steps of a window for which one of its taps lies on the data: at step i it is at element
 * `i · stride + offset`.
 *
 * @param length elements of the data along this axis.
 * @param steps positions of the window.
 */
export function rangeInside(window: AxisWindow, tap: number, length: number, steps: number) {
  const { stride } = window;
  const offset = tap * window.dilation - window.pad;
  const begin = Math.max(0, Math.ceil(-offset / stride));
  const end = Math.min(steps, Math.floor((length - 1 - offset) / stride) + 1);
  return { begin, end, stride, offset };
}
