import type { Outcome } from '../measuring/outcome.js';
import { markdownTable } from './markdown-table.js';

/** Two ways of doing the same, told by `benchmark id` and index of the variant. */
interface Comparison {
  readonly question: string;
  readonly ours: readonly [id: string, variant: number];
  readonly other: readonly [id: string, variant: number];
}

const comparisons: readonly Comparison[] = [
  ...[20, 150].flatMap((count) => [
    {
      question: `Head, ${count} labels: upsample the logits, not the embeddings`,
      ours: [`head/${count}`, 0],
      other: [`head/${count}`, 2],
    } as const,
    {
      question: `… counting the norms, which an image needs once`,
      ours: [`head/${count}`, 1],
      other: [`head/${count}`, 2],
    } as const,
    {
      question: `Text, ${count} labels: compute the used context, not all 77 tokens`,
      ours: [`text/${count}`, 0],
      other: [`text/${count}`, 1],
    } as const,
  ]),
  {
    question: 'ViT-L/16: rearrange the weights, not map them from the file',
    ours: ['image/vit-l16', 0],
    other: ['image/vit-l16-mapped', 0],
  },
];

const columns = [
  { name: 'what is done', align: 'left' },
  { name: 'ms', align: 'right' },
  { name: 'otherwise ms', align: 'right' },
  { name: 'times faster', align: 'right' },
] as const;

/** How much faster LangSeg's way is than the other one, for the pairs that were measured; undefined without any. */
export function comparisonTable(outcomes: readonly Outcome[]): string | undefined {
  const find = ([id, variant]: Comparison['ours']) =>
    outcomes.find((outcome) => outcome.id === id)?.timings[variant]?.medianMs;
  const rows = comparisons.flatMap(({ question, ours, other }) => {
    const [fast, slow] = [find(ours), find(other)];
    if (fast === undefined || slow === undefined) return [];
    return [[question, fast.toFixed(1), slow.toFixed(1), (slow / fast).toFixed(2)]];
  });
  return rows.length > 0 ? markdownTable(columns, rows) : undefined;
}
