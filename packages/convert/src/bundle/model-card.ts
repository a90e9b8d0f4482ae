import type { WrittenFile } from './bundle-writer.js';

/** Facts on a model card. */
export interface ModelCardFacts {
  readonly name: string;
  readonly architecture: string;
  readonly dtype: string;
  readonly license?: string;
  readonly description?: string;
  readonly source?: { readonly file: string; readonly sha256?: string };
  readonly files: Readonly<Record<string, WrittenFile>>;
}

/** The bundle's `README.md`: what the model is, where it came from, how to use it, and the hashes of its files. */
export function modelCard({
  name,
  architecture,
  dtype,
  license,
  description,
  source,
  files,
}: ModelCardFacts): string {
  const rows = Object.entries(files).map(
    ([path, { bytes, sha256 }]) => `| \`${path}\` | ${bytes} | \`${sha256}\` |`,
  );
  return [
    '---',
    'library_name: langseg',
    'pipeline_tag: image-segmentation',
    ...(license ? [`license: ${license.toLowerCase()}`] : []),
    '---',
    '',
    `# ${name}`,
    '',
    ...(description ? [description, ''] : []),
    `Open-vocabulary semantic segmentation: ${architecture}. Weights stored as ${dtype}, computed in float32.`,
    '',
    ...(source
      ? [`Converted from \`${source.file}\`${source.sha256 ? ` (sha256 \`${source.sha256}\`)` : ''}.`, '']
      : []),
    '```ts',
    "import { createSegmenter } from 'langseg';",
    '',
    "const segmenter = await createSegmenter({ model: './path/to/this/folder' });",
    "const result = await segmenter.segment('photo.jpg', ['dog', 'grass', 'other']);",
    "await result.save('photo.overlay.png');",
    '```',
    '',
    '| file | bytes | sha256 |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
