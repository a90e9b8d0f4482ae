import { broadcastStrides, readAttribute } from '@langseg/onnx-graph';
import { floats, type Kernel } from './kernel.js';
import { walkRows } from './walk-rows.js';
import { addWeightedRows, type MatrixView } from './weighted-rows.js';

/** Rows of a · b, one after the other: Σₖ a[i, k] · b[k, j], summed in double precision. */
function multiply(
  a: MatrixView,
  b: MatrixView,
  [rows, inner, columns]: readonly number[],
  store: (row: number, sums: Float64Array) => void,
): void {
  const sums = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    sums.fill(0);
    const weights = { data: a.data, begin: a.begin + i * a.row, step: a.column };
    addWeightedRows(sums, columns, weights, b, inner);
    store(i, sums);
  }
}

export const matMul: Kernel = (node, [a, b], [output]) => {
  const [left, right, target] = [a, b, output].map((value) => floats(node, value));
  const [shapeA, shapeB] = [a!.shape, b!.shape];
  const inner = shapeA.at(-1)!;
  const rows = shapeA.at(-2) ?? 1;
  const columns = shapeB.length > 1 ? shapeB.at(-1)! : 1;
  const outerRank = Math.max(shapeA.length, shapeB.length, 2) - 2;
  const outer = output.shape.slice(0, outerRank);
  const strides = [
    broadcastStrides(shapeA.slice(0, -2), outer).map((step) => step * rows * inner),
    broadcastStrides(shapeB.slice(0, -2), outer).map((step) => step * inner * columns),
  ];
  walkRows(outer, strides, (first, [i, j], count, [stepA, stepB]) => {
    for (let n = 0; n < count; n++) {
      const begin = (first + n) * rows * columns;
      multiply(
        { data: left, begin: i + n * stepA, row: inner, column: 1 },
        { data: right, begin: j + n * stepB, row: columns, column: 1 },
        [rows, inner, columns],
        (row, sums) => target.set(sums, begin + row * columns),
      );
    }
  });
};

export const gemm: Kernel = (node, [a, b, c], [output]) => {
  const alpha = readAttribute(node, 'float', 'alpha', 1);
  const beta = readAttribute(node, 'float', 'beta', 1);
  const view = (value: typeof a, transposed: string): MatrixView & { inner: number } => {
    const [rows, columns] = value!.shape;
    const data = floats(node, value);
    return readAttribute(node, 'int', transposed, 0) === 1
      ? { data, begin: 0, row: 1, column: columns, inner: rows }
      : { data, begin: 0, row: columns, column: 1, inner: columns };
  };
  const left = view(a, 'transA');
  const [rows, columns] = output.shape;
  const target = floats(node, output);
  const sum = c && floats(node, c);
  const [stepRow, stepColumn] = c ? broadcastStrides(c.shape, output.shape) : [0, 0];
  multiply(left, view(b, 'transB'), [rows, left.inner, columns], (i, sums) => {
    for (let j = 0; j < columns; j++)
      target[i * columns + j] = alpha * sums[j] + (sum ? beta * sum[i * stepRow + j * stepColumn] : 0);
  });
};
