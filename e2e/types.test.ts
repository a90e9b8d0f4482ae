import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const { Bundler, Node16, NodeNext } = ts.ModuleResolutionKind;

/** What a strict program on the oldest supported language level looks like, on each platform. */
const platforms = [
  ['in-node', { lib: ['lib.es2022.d.ts'], types: ['node'] }],
  ['in-browser', { lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'], types: [] }],
] as const;

const resolutions = [
  ['bundler', ts.ModuleKind.ESNext, Bundler],
  ['node16', ts.ModuleKind.Node16, Node16],
  ['nodenext', ts.ModuleKind.NodeNext, NodeNext],
] as const;

const cases = platforms.flatMap(([consumer, platform]) =>
  resolutions.map(([name, module, moduleResolution]) => ({
    consumer,
    name,
    options: { ...platform, lib: [...platform.lib], types: [...platform.types], module, moduleResolution },
  })),
);

it.each(cases)(
  'a program $consumer compiles with resolution $name, and so do the declarations that it reads',
  ({ consumer, name, options }) => {
    const file = fileURLToPath(new URL(`./type-consumers/${consumer}.ts`, import.meta.url));
    const target = ts.ScriptTarget.ES2022;
    const checks = { strict: true, skipLibCheck: false, skipDefaultLibCheck: true, noEmit: true };
    const program = ts.createProgram([file], { ...options, ...checks, target });
    const ours = program.getSourceFiles().filter(({ fileName }) => !fileName.includes('/node_modules/'));
    expect(ours.length).toBeGreaterThan(50);
    // What third parties declare is the same whichever way it was found.
    const read = name === 'nodenext' ? program.getSourceFiles() : ours;
    const errors = [
      ...program.getOptionsDiagnostics(),
      ...read.flatMap((source) => [
        ...program.getSyntacticDiagnostics(source),
        ...program.getSemanticDiagnostics(source),
      ]),
    ];
    expect(
      errors.map(
        (error) => `${error.file?.fileName}: ${ts.flattenDiagnosticMessageText(error.messageText, '\n')}`,
      ),
    ).toEqual([]);
  },
);
