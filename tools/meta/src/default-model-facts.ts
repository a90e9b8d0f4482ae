import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { workspaceRoot } from './workspace-packages.js';

const score = z.object({ rightPixels: z.number(), meanIoU: z.number() });
const card = z.object({ scores: z.record(z.string(), score), means: z.record(z.string(), score) });
const config = z.object({
  description: z.string(),
  files: z.record(z.string(), z.object({ sha256: z.string(), bytes: z.number() })),
});

/** What pages say of the default model in numbers. */
export interface DefaultModelFacts {
  /** In millions. */
  readonly parameters: string;
  readonly words: number;
  /** By path in the bundle. */
  readonly files: z.output<typeof config>['files'];
  /** By protocol, and the means by group. */
  readonly scores: Readonly<Record<string, z.output<typeof score>>>;
}

/** The facts, each from the one place where it is kept: the bundle that `ship.ts` wrote, and the scores that were measured. */
export function defaultModelFacts(): DefaultModelFacts {
  const bundle = `${workspaceRoot}packages/default-model/bundle/`;
  const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
  const { description, files } = config.parse(read(`${bundle}config.json`));
  const { scores, means } = card.parse(read(`${workspaceRoot}docs/default-model.json`));
  const table = readFileSync(`${bundle}text/word-vectors.bin`);
  return {
    parameters: /\b(\d{1,4}\.\d) million parameters/.exec(description)![1],
    // After the magic number and the version.
    words: table.readUInt32LE(8),
    files,
    scores: { ...scores, ...means },
  };
}

/** Beginnings of the rows with scores, and what is measured there. */
const scoreRows: readonly (readonly [RegExp, string])[] = [
  [/\| (100 of )?PASCAL VOC 2012, (100, mostly|animals|many)/, 'named/voc_animals_aug'],
  [/\| (60 of )?NYU Depth v2, /, 'named/nyuv2_40'],
  [/\| (60 of )?MSRC v2, (60|outdoors)/, 'named/msrc_v2'],
  [/\| Clothing Co-Parsing, 30 /, 'named/ccp_clothing'],
  [/\| COCO, 20 /, 'named/coco128_seg'],
  [/\| PASCAL VOC 2012, the same +\| synonyms: /, 'synonym/voc'],
  [/\| (MSRC v2, the same +\| synonyms: |the same with synonyms|the same +\| 22 synonyms)/, 'synonym/msrc'],
  [
    /\| (PASCAL VOC 2012, the same +\| broader|the same with broader|the same +\| 6 broader)/,
    'hierarchy/voc',
  ],
  [/\| \*\*mean of the five with names/, 'named'],
  [/\| \*\*mean of the two with synonyms/, 'synonym'],
];

/** A page with all numbers of the default model as they are. */
export function withFacts(page: string, { parameters, words, files, scores }: DefaultModelFacts): string {
  const megabytes = (...paths: readonly string[]) =>
    paths.reduce((sum, path) => sum + files[path].bytes, 0) / 1e6;
  const all = megabytes(...Object.keys(files)).toFixed(0);
  const part = (ending: string) =>
    megabytes(...Object.keys(files).filter((path) => path.endsWith(ending))).toFixed(1);
  return page
    .split('\n')
    .map((line) => {
      const [, protocol] = scoreRows.find(([begin]) => begin.test(line)) ?? [];
      if (protocol === undefined) return line;
      const { rightPixels, meanIoU } = scores[protocol];
      return line.replace(/\d\.\d+ *\| \d\.\d+ *\|$/, `${rightPixels.toFixed(3)} | ${meanIoU.toFixed(3)} |`);
    })
    .join('\n')
    .replace(/\b\d{1,4}\.\d(?= million parameters)/g, parameters)
    .replace(/\d{1,3}(?:,\d{3})+(?= English words)/g, (number) =>
      (number.endsWith(',000') ? Math.round(words / 1000) * 1000 : words).toLocaleString('en'),
    )
    .replace(/\b\d{1,4}(?= MB(?: in all| model bundle|, comes with this app))/g, all)
    .replace(/((?:built-in model of|default model, about) )\d+(?= MB)/g, `$1${all}`)
    .replace(/(\| image encoder \|[^\n]*\| )[\d.]+(?= MB)/, `$1${part('_data')}`)
    .replace(/(\| text encoder {2}\|[^\n]*\| )[\d.]+(?= MB)/, `$1${part('.bin')}`)
    .replace(/(`((?:onnx|text)\/[\w.-]+)` +\| `)[0-9a-f]{64}/g, (row, begin: string, path: string) =>
      path in files ? `${begin}${files[path].sha256}` : row,
    );
}
