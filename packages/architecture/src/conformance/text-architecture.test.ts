import { createReferenceRuntime } from '@langseg/adapter-reference';
import { describe, it } from 'vitest';
import { expectFailure } from '../__fixtures__/expect-failure.js';
import { letterFile, letterTable } from '../__fixtures__/letter-table.js';
import type { ConvertedPart } from '../conversion/bundle-part.js';
import type { TextConversion } from '../text/text-conversion.js';
import { testTextArchitecture, textArchitectureChecks } from './test-text-architecture.js';

const source = { name: 'letters', bytes: letterFile };
const setup = { source, labels: ['dog', 'grass', 'sky'], runtime: createReferenceRuntime() };

testTextArchitecture({ component: letterTable, ...setup });
describe('with options', () =>
  testTextArchitecture({ component: letterTable, options: { embeddingDim: 6 }, ...setup }));

const good = letterTable.conversion;

/** A conversion that plans something else. */
function planning(change: (part: ConvertedPart) => Partial<ConvertedPart>): Partial<TextConversion> {
  return {
    recognise(given) {
      const found = good.recognise(given);
      if (!found) return undefined;
      return {
        async plan(options) {
          const part = await found.plan(options);
          return { ...part, ...change(part) };
        },
      };
    },
  };
}

describe('a text encoder fails that', () => {
  it.each<[string, Partial<TextConversion>, string]>([
    [
      'recognises anything',
      { recognise: () => good.recognise(source) },
      'recognises its source and no other file',
    ],
    ['recognises nothing', { recognise: () => undefined }, 'recognises its source and no other file'],
    [
      'takes any option',
      { options: good.options.loose() },
      'says what it is and refuses options that it does not know',
    ],
    [
      'names no option for its file',
      { fileOption: 'letters' },
      'says what it is and refuses options that it does not know',
    ],
    [
      'plans a config that its component refuses',
      planning(({ component }) => ({ component: { ...component, other: 1 } })),
      'plans a part that its component opens',
    ],
    [
      'plans another component',
      planning(({ component }) => ({ component: { ...component, type: 'other' } })),
      'plans a part that its component opens',
    ],
    ['forgets its file', planning(() => ({ files: new Map() })), 'plans a part that its component opens'],
    [
      'brings along a file that nobody names',
      planning(({ files }) => ({ files: new Map([...files, ['notes.txt', letterFile]]) })),
      'plans a part that its component opens',
    ],
    ['plans other embeddings', planning(() => ({ embeddingDim: 5 })), 'has embeddings as long as planned'],
  ])('%s', async (_, change, title) => {
    const component = { ...letterTable, conversion: { ...good, ...change } };
    await expectFailure(textArchitectureChecks({ component, ...setup }), title);
  });
});
