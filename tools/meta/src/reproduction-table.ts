import * as z from 'zod';

const figure = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  model: z.string().min(1),
  /** What `langseg eval --protocol` runs; `null` where the published settings are not known. */
  protocol: z.string().min(1).nullable(),
  fold: z.int().min(0).optional(),
  /** What to run, where `model` stands for the converted checkpoint. */
  command: z.string().startsWith('langseg eval ').optional(),
  metric: z.enum(['mean IoU', 'pixel accuracy']),
  /** A percentage, as the following ones. */
  published: z.number().min(0).max(100),
  tolerance: z.number().positive(),
  source: z.strictObject({ title: z.string().min(1), url: z.url() }),
  /** What a person needs to run it; a checkpoint that was never published is `null`. */
  data: z.string().min(1),
  checkpoint: z.string().min(1).nullable(),
  status: z.enum(['reproduced', 'differs', 'not measured']),
  /** Why it was not measured. */
  why: z.string().min(1).optional(),
  ours: z
    .strictObject({ value: z.number().min(0).max(100), record: z.string().regex(/^[0-9a-f]{64}$/) })
    .optional(),
});

/** One published figure and ours. */
export type Figure = z.output<typeof figure>;

/** The machine-readable ledger, `docs/reproduction.json`. */
export const ledgerSchema = z.strictObject({ figures: z.array(figure).min(1) });

/** What is wrong with a figure, if anything. */
export function problemsOf({
  status,
  ours,
  why,
  published,
  tolerance,
  protocol,
  checkpoint,
}: Figure): string[] {
  const isClose = ours !== undefined && Math.abs(ours.value - published) <= tolerance;
  return [
    status === 'not measured' && ours ? 'has a value, but was not measured' : '',
    status === 'not measured' && !why ? 'does not say why it was not measured' : '',
    status !== 'not measured' && !ours ? 'was measured, but has no value' : '',
    status !== 'not measured' && why ? 'was measured, and says why not' : '',
    status === 'reproduced' && ours && !isClose ? 'is further away than the tolerance' : '',
    status === 'differs' && isClose ? 'is within the tolerance' : '',
    ours && (protocol === null || checkpoint === null) ? 'was measured without protocol or checkpoint' : '',
  ].filter((problem) => problem !== '');
}

/** The ledger as a table. */
export function reproductionTable(figures: readonly Figure[]): string {
  const rows = figures.map(
    ({ model, protocol, fold, metric, published, tolerance, ours, source, data, checkpoint, status, why }) =>
      [
        model,
        protocol === null ? 'none' : `\`${protocol}\`${fold === undefined ? '' : `, fold ${fold}`}`,
        metric,
        `[${published}](${source.url} "${source.title}")`,
        ours?.value ?? '',
        `± ${tolerance}`,
        `${data}; ${checkpoint === null ? 'no checkpoint' : checkpoint}`,
        status + (why ? `: ${why}` : ''),
      ].join(' | '),
  );
  return [
    '| model | protocol | metric | published | ours | tolerance | needs | status |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}
