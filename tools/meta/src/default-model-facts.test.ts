import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { defaultModelFacts, withFacts } from './default-model-facts.js';
import { workspaceRoot } from './workspace-packages.js';

/** Pages with numbers of the default model, and how many lines of each hold one. */
const pages: Readonly<Record<string, number>> = {
  'README.md': 6,
  'CHANGELOG.md': 1,
  'docs/default-model.md': 15,
  'docs/text-encoders.md': 1,
  'docs/browser.md': 1,
  'packages/default-model/README.md': 7,
  'packages/image-encoders/README.md': 1,
  'apps/playground/src/components/dialogs/model-dialog.tsx': 1,
};

const facts = defaultModelFacts();

it.each(Object.keys(pages))(
  '%s says of the default model what is true; to update it, run this test with -u',
  async (name) => {
    const page = `${workspaceRoot}${name}`;
    const text = withFacts(readFileSync(page, 'utf8'), facts);
    const updated = await format(text, { ...(await resolveConfig(page)), filepath: page });
    await expect(updated).toMatchFileSnapshot(page);
  },
);

it('finds every number', () => {
  const others = {
    parameters: '9.9',
    words: 99_999,
    files: Object.fromEntries(
      Object.keys(facts.files).map((path) => [path, { sha256: 'f'.repeat(64), bytes: 99_900_000 }]),
    ),
    scores: Object.fromEntries(
      Object.keys(facts.scores).map((name) => [name, { rightPixels: 0.999, meanIoU: 0.999 }]),
    ),
  };
  for (const [name, lines] of Object.entries(pages)) {
    const text = readFileSync(`${workspaceRoot}${name}`, 'utf8');
    const before = text.split('\n');
    const changed = withFacts(text, others)
      .split('\n')
      .filter((line, i) => line !== before[i]);
    expect(changed, name).toHaveLength(lines);
  }
});
