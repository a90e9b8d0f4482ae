/** A picture of four channels, those of a point side by side. */
export interface FourChannels {
  /** `height × width × 4`. */
  readonly values: Float64Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Sums over the window of `2 · radius + 1` points a side around every point, clipped at the borders. Takes the same time for
 * every radius. Pauses after every row; see `runInSlices` of `@langseg/core`.
 *
 * @param target as large as the picture's values, filled with the sums; another array than those.
 */
export function* boxSums(
  { values, width, height }: FourChannels,
  radius: number,
  target: Float64Array,
): Generator<void> {
  const stride = width * 4;
  const columns = new Float64Array(stride);
  for (let y = 0; y < Math.min(radius, height); y++) addRow(columns, values, y * stride);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) addRow(columns, values, (y + radius) * stride);
    if (y - radius > 0) subtractRow(columns, values, (y - radius - 1) * stride);
    sumRow(columns, radius * 4, target, y * stride);
    yield;
  }
}

function addRow(columns: Float64Array, values: Float64Array, start: number): void {
  for (let i = 0, at = start; i < columns.length; i++, at++) columns[i] += values[at];
}

function subtractRow(columns: Float64Array, values: Float64Array, start: number): void {
  for (let i = 0, at = start; i < columns.length; i++, at++) columns[i] -= values[at];
}

/** Sums of `columns` over windows that reach `reach` numbers, four for each point, to the left and to the right. */
function sumRow(columns: Float64Array, reach: number, target: Float64Array, start: number): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = 0; i < Math.min(reach, columns.length); i += 4) {
    a += columns[i];
    b += columns[i + 1];
    c += columns[i + 2];
    d += columns[i + 3];
  }
  for (let i = 0, to = start; i < columns.length; i += 4, to += 4) {
    const next = i + reach;
    if (next < columns.length) {
      a += columns[next];
      b += columns[next + 1];
      c += columns[next + 2];
      d += columns[next + 3];
    }
    const last = i - reach - 4;
    if (last >= 0) {
      a -= columns[last];
      b -= columns[last + 1];
      c -= columns[last + 2];
      d -= columns[last + 3];
    }
    target[to] = a;
    target[to + 1] = b;
    target[to + 2] = c;
    target[to + 3] = d;
  }
}
