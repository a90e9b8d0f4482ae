import { milliseconds } from '../report/format-value.js';
import type { Table } from '../report/markdown-table.js';
import { totalOf, type OperatorTimes } from './operator-times.js';
import { phases } from './step-phases.js';

const columns = [
  { name: 'operator', align: 'left' },
  ...phases.map((name) => ({ name: `${name} ms`, align: 'right' }) as const),
  { name: 'share', align: 'right' },
] as const;

/** Operators with at least `least` of all time, a line each, then the others, then the sum. */
export function operatorsTable(times: readonly OperatorTimes[], least = 0.01): Table {
  const total = times.reduce((sum, operator) => sum + totalOf(operator), 0);
  const isListed = (operator: OperatorTimes) => totalOf(operator) >= least * total;
  const lines = [
    ...times.filter(isListed),
    added(
      'others',
      times.filter((operator) => !isListed(operator)),
    ),
    added('all', times),
  ];
  return {
    columns,
    rows: lines.map((line) => [
      line.operator,
      ...phases.map((phase) => milliseconds(line.ms[phase])),
      `${((100 * totalOf(line)) / total).toFixed(0)} %`,
    ]),
  };
}

function added(operator: string, times: readonly OperatorTimes[]): OperatorTimes {
  const [forward, backward, update] = phases.map((phase) =>
    times.reduce((sum, { ms }) => sum + ms[phase], 0),
  );
  return { operator, ms: { forward, backward, update } };
}
