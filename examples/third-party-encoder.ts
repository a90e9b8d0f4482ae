/** A text encoder from another package takes the place of the model's own, by one line of config. */
import { mkdir, readFile } from 'node:fs/promises';
import { createSegmenter, defaultRegistry, LangSegError } from 'langseg';
import { translatedWords } from './src/translated-words.js'; // think of `from 'langseg-translated-words'`

const registry = defaultRegistry.with(translatedWords);
await mkdir('out', { recursive: true });

// In TypeScript: the registry knows the options, so an editor completes them and the compiler checks them.
await using german = await createSegmenter({
  registry,
  pipeline: { textEncoder: { type: 'translated-words', language: 'de' } },
});
const kuh = await german.segment('samples/cow.jpg', ['Kuh', 'Gras', 'Baum', 'Himmel']);
await kuh.save('out/kuh.overlay.png');
console.log('de:', shares(kuh.legend()));

// In JSON: the same line, checked when it is read.
const json: unknown = JSON.parse(await readFile(new URL('./pipeline.json', import.meta.url), 'utf8'));
await using french = await createSegmenter({ registry, pipeline: registry.parse(json) });
const vache = await french.segment('samples/cow.jpg', ['vache', 'herbe', 'arbre', 'ciel']);
await vache.save('out/vache.overlay.png');
console.log('fr:', shares(vache.legend()));

// A wrong option: the compiler refuses it, and at run time the error says what is known.
try {
  await createSegmenter({
    registry,
    // @ts-expect-error there is no such language
    pipeline: { textEncoder: { type: 'translated-words', language: 'tlh' } },
  });
} catch (error) {
  if (!LangSegError.is(error, 'CONFIG_INVALID')) throw error;
  console.log(`${error.code}: ${error.message}`);
}

function shares(legend: readonly { label: string; share: number }[]): string {
  return legend.map(({ label, share }) => `${label} ${(100 * share).toFixed(1)} %`).join(', ');
}
