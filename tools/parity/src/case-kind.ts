import type { z } from 'zod';
import type { Comparison } from './compare.js';
import type { CaseFiles } from './golden/case-files.js';
import type { CaseTensors } from './golden/case-tensors.js';
import { goldenCase, type GoldenCase } from './golden/golden-case.js';
import type { GraphRunner } from './graph-runner.js';

/** What a case is computed from. */
export interface CodeContext {
  readonly files: CaseFiles;
  readonly tensors: CaseTensors;
}

/** What a case is computed from and with. */
export interface GraphContext extends CodeContext {
  readonly runner: GraphRunner;
}

/** How the cases of one kind are computed: by plain code, or by graphs on each runtime. */
export type CaseKind =
  | { readonly uses: 'code'; compute(golden: unknown, context: CodeContext): Promise<Comparison[]> }
  | { readonly uses: 'graphs'; compute(golden: unknown, context: GraphContext): Promise<Comparison[]> };

type Compute<S extends z.ZodRawShape, C> = (
  golden: GoldenCase & z.output<z.ZodObject<S>>,
  context: C,
) => Promise<Comparison[]>;

/** A kind computed by plain code. @param fields what its cases have besides those of every case. */
export function codeKind<S extends z.ZodRawShape>(fields: S, compute: Compute<S, CodeContext>): CaseKind {
  return { uses: 'code', compute: async (golden, context) => compute(parse(fields, golden), context) };
}

/** A kind computed by graphs. @param fields what its cases have besides those of every case. */
export function graphKind<S extends z.ZodRawShape>(fields: S, compute: Compute<S, GraphContext>): CaseKind {
  return { uses: 'graphs', compute: async (golden, context) => compute(parse(fields, golden), context) };
}

function parse<S extends z.ZodRawShape>(fields: S, golden: unknown): Parameters<Compute<S, never>>[0] {
  return goldenCase.extend(fields).parse(golden) as Parameters<Compute<S, never>>[0];
}
