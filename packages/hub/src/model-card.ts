import type { FileTable } from '@langseg/adapter-node';
import type { BundleConfig } from '@langseg/core';

const facts = ['library_name: langseg', 'pipeline_tag: image-segmentation'];

/** What the hub reads stands between two lines of dashes at the start of a card. */
const header = /^---\r?\n/;

/**
 * The card of a model on the hub: the bundle's own, with the lines that the hub reads if it has none, or one that is made of what the bundle knows.
 *
 * @param own the bundle's `README.md`.
 */
export function modelCard(
  own: string | undefined,
  { name, description, license }: Pick<BundleConfig, 'name' | 'description' | 'license'>,
  files: FileTable,
): string {
  const lines = [
    '---',
    ...facts,
    ...(license ? [`license: ${JSON.stringify(license.toLowerCase())}`] : []),
    '---',
    '',
  ];
  if (own !== undefined) return header.test(own) ? own : [...lines, own].join('\n');
  return [
    ...lines,
    `# ${name}`,
    '',
    ...(description ? [description, ''] : []),
    'A model for open-vocabulary semantic segmentation with [LangSeg](https://github.com/langseg/langseg).',
    '',
    '| file | bytes | sha256 |',
    '| --- | --- | --- |',
    ...Object.entries(files).map(([path, { bytes, sha256 }]) => `| \`${path}\` | ${bytes} | \`${sha256}\` |`),
    '',
  ].join('\n');
}
