/** Called with where a row begins in the walked array and in each operand. */
type VisitRow = (begin: number, begins: Int32Array, length: number, steps: readonly number[]) => void;

/**
 * Walks a row-major array together with operands that step through their own data, row by row. Neighbouring axes
 * that all operands step through evenly are merged first, so rows are as long as they can be.
 *
 * @param strides for each operand, its step along each axis of `shape`; 0 repeats an element.
 * @param offsets where each operand begins; default 0.
 */
export function walkRows(
  shape: readonly number[],
  strides: readonly (readonly number[])[],
  visit: VisitRow,
  offsets?: readonly number[],
): void {
  if (shape.includes(0)) return;
  const axes = mergeAxes(shape, strides);
  const row = axes.pop()!;
  const index = new Int32Array(axes.length);
  const begins = Int32Array.from(strides, (_, operand) => offsets?.[operand] ?? 0);
  for (let begin = 0; ; begin += row.length) {
    visit(begin, begins, row.length, row.steps);
    let axis = axes.length - 1;
    for (; axis >= 0; axis--) {
      const { length, steps } = axes[axis];
      const isLast = ++index[axis] === length;
      for (let k = 0; k < begins.length; k++) begins[k] += isLast ? steps[k] * (1 - length) : steps[k];
      if (!isLast) break;
      index[axis] = 0;
    }
    if (axis < 0) return;
  }
}

interface WalkedAxis {
  readonly length: number;
  readonly steps: readonly number[];
}

function mergeAxes(shape: readonly number[], strides: readonly (readonly number[])[]): WalkedAxis[] {
  const merged: WalkedAxis[] = [];
  shape.forEach((length, axis) => {
    if (length === 1) return;
    const steps = strides.map((operand) => operand[axis]);
    const outer = merged.at(-1);
    if (outer?.steps.every((step, k) => step === steps[k] * length))
      merged[merged.length - 1] = { length: outer.length * length, steps };
    else merged.push({ length, steps });
  });
  return merged.length > 0 ? merged : [{ length: 1, steps: strides.map(() => 0) }];
}
