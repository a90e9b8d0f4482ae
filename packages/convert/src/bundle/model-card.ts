import type { ModelDtype } from '@langseg/core';
import type { WrittenFile } from './bundle-writer.js';

const arithmetic: Readonly<Record<ModelDtype, string>> = {
  fp32: 'Weights stored as fp32, computed in float32.',
  fp16: 'Weights stored as fp16, computed in float32, or in float16 where WebGPU offers that.',
  int8: 'Weights stored as int8, computed in float32.',
  q8: 'Products with weights are computed in 8 bits (q8), all else in float32.',
};

/** Facts on a model card. */
export interface ModelCardFacts {
  readonly name: string;
  readonly architecture: string;
  readonly dtype: ModelDtype;
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
    `Open-vocabulary semantic segmentation: ${architecture}. ${arithmetic[dtype]}`,
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
