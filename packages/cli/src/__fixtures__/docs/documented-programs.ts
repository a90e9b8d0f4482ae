import { readFileSync } from 'node:fs';
import { documentedPages, workspace } from './shell-commands.js';

/** A program of a page. */
export interface DocumentedProgram {
  /** Page and number of the program in it, such as `README.md 1`. */
  readonly name: string;
  readonly code: string;
}

/** Every `ts` block that imports something. */
export function documentedPrograms(): DocumentedProgram[] {
  return documentedPages().flatMap((page) => {
    const text = readFileSync(workspace + page, 'utf8');
    return [...text.matchAll(/^```ts\n([^]*?)^```$/gm)]
      .map(([, code], index) => ({ name: `${page} ${index + 1}`, code }))
      .filter(({ code }) => /^import /m.test(code));
  });
}

/** Why programs are not run; the types of all of them are checked elsewhere. */
export const programExceptions: readonly { readonly matches: RegExp; readonly reason: string }[] = [
  { matches: /'@langseg\/(view|(adapter-)?web)'/, reason: 'needs a browser' },
  { matches: /@langseg\/conformance/, reason: 'is a test file' },
  { matches: /\b(startServer|example\.org|owner\/name@main)\b/, reason: 'needs the network' },
  { matches: /pushModel\(/, reason: 'needs the hub' },
  { matches: /\[512, 256, 1, 1\]/, reason: 'needs an official checkpoint' },
  { matches: /trainRecipe\(/, reason: 'trains for minutes' },
  { matches: /workOnBatch\(/, reason: 'starts processes; e2e/consumers/batch.js does the same' },
  { matches: /'my-bundle|\.\/my-bundle/, reason: 'names a model that is not here' },
  {
    matches: /translatedWords|createCosineHead|encoderFrom|\(bytes\)|\(encoder,|result\.labelMap|imageEncoder, head/,
    reason: 'goes on from what the text around it says',
  },
];
