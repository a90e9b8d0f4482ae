import * as z from 'zod';
import { passes, severity, type Comparison } from './compare.js';
import type { CaseFiles } from './golden/case-files.js';
import { CaseTensors } from './golden/case-tensors.js';
import { goldenCase, type GoldenCase } from './golden/golden-case.js';
import type { GraphRunner } from './graph-runner.js';
import { kinds } from './kinds.js';
import { NotComparable } from './not-comparable.js';

/** What became of one case. */
export interface CaseResult {
  readonly id: string;
  readonly kind: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** What computed it: names of runtimes, or `code` for kinds that need none. */
  readonly computedBy: readonly string[];
  /** The output that is furthest from the golden one, measured by its tolerance. */
  readonly worst?: Comparison;
  /** Why the case failed or was left out. */
  readonly reason?: string;
}

/** Computes a case on every runner and compares it. Whatever goes wrong is a failure of this case alone. */
export async function runCase(
  entry: unknown,
  files: CaseFiles,
  runners: readonly GraphRunner[],
): Promise<CaseResult> {
  const parsed = goldenCase.safeParse(entry);
  if (!parsed.success) {
    const { id, kind } = namesOf(entry);
    return { id, kind, status: 'failed', computedBy: [], reason: z.prettifyError(parsed.error) };
  }
  const golden = parsed.data;
  const { id, kind } = golden;
  const computedBy: string[] = [];
  const comparisons: Comparison[] = [];
  let reason = kinds.has(kind) ? undefined : 'this kind of case is unknown';
  if (reason) return { id, kind, status: 'skipped', computedBy, reason };

  for (const [name, compute] of computations(golden, files, runners)) {
    try {
      const found = await compute();
      computedBy.push(name);
      comparisons.push(...found);
    } catch (error) {
      if (!(error instanceof NotComparable))
        return { id, kind, status: 'failed', computedBy: [name], reason: messageOf(error) };
      reason = error.message;
    }
  }
  if (computedBy.length === 0) return { id, kind, status: 'skipped', computedBy, reason };
  if (comparisons.length === 0)
    return { id, kind, status: 'failed', computedBy, reason: 'the case has no output to compare' };
  const worst = comparisons.reduce((a, b) => (severity(b) > severity(a) ? b : a));
  return { id, kind, status: comparisons.every(passes) ? 'passed' : 'failed', computedBy, worst };
}

type Computation = readonly [name: string, compute: () => Promise<Comparison[]>];

function computations(
  golden: GoldenCase,
  files: CaseFiles,
  runners: readonly GraphRunner[],
): readonly Computation[] {
  const kind = kinds.get(golden.kind)!;
  const tensors = new CaseTensors(files, golden);
  return kind.uses === 'code'
    ? [['code', () => kind.compute(golden, { files, tensors })]]
    : runners.map((runner) => [runner.runtime.name, () => kind.compute(golden, { files, tensors, runner })]);
}

function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
}

/** Id and kind of an entry, which need not be a proper case. */
export function namesOf(entry: unknown): { id: string; kind: string } {
  const { id, kind } = (entry ?? {}) as { id?: unknown; kind?: unknown };
  return { id: typeof id === 'string' ? id : '(no id)', kind: typeof kind === 'string' ? kind : '(no kind)' };
}
