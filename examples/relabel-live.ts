/**
 * Type labels, see the picture change: the photo is encoded once, every line you enter only compares words.
 * Takes a photo as argument; without a terminal it plays a list of lines.
 */
import { mkdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseLabels } from '@langseg/core';
import { createSegmenter, LangSegError } from 'langseg';

const [photo = 'samples/cow.jpg'] = process.argv.slice(2);
const picture = 'out/live.overlay.png';
const script = [
  'cow, grass, tree, sky',
  'cattle, lawn, forest',
  'animal, xyzzy',
  'qqq',
  '"cow',
  '',
  'cow, other',
];

await mkdir('out', { recursive: true });
await using segmenter = await createSegmenter();
const image = await timed(`encode ${photo}`, () => segmenter.encode(photo));

for await (const line of process.stdin.isTTY ? typedLines() : script) {
  try {
    const { labels } = parseLabels(line);
    if (labels.length === 0) continue;
    const onWarning = ({ message }: { message: string }) => console.log(`  ${message}`);
    const result = await timed(`relabel ${labels.join(', ')}`, () => image.segment(labels, { onWarning }));
    for (const { label, share } of result.legend({ sort: 'area', onlyPresent: true }))
      console.log(`  ${label.padEnd(12)} ${(100 * share).toFixed(1).padStart(5)} %`);
    await result.save(picture);
  } catch (error) {
    if (!LangSegError.is(error)) throw error;
    console.log(`  ${error.message}`);
  }
}

/** Lines from the terminal, until Ctrl-D. */
async function* typedLines(): AsyncGenerator<string> {
  const prompt = createInterface({ input: process.stdin, output: process.stdout, prompt: 'labels> ' });
  console.log(`Open ${picture} in a viewer that reloads. Labels with commas between them; Ctrl-D ends.`);
  prompt.prompt();
  for await (const line of prompt) {
    yield line;
    prompt.prompt();
  }
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  console.log(`${what}: ${(performance.now() - start).toFixed(0)} ms`);
  return result;
}
