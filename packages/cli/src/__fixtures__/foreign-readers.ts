import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLabelSet, decodeRle, LangSegError, parseAde20kLabels, type Rle } from '@langseg/core';
import { scratchFolder } from '@langseg/dataset-testing/scratch';
import { readLabelList } from '../commands/segment/read-label-list.js';
import { loadConfig } from '../setup/load-config.js';
import type { Terminal } from '../terminal/terminal.js';

const folder = scratchFolder();
const terminal = { warn: () => undefined } as unknown as Terminal;
const text = (value: string) => new TextEncoder().encode(value);

/** Reads labels from a file of this name, and makes sets of one and three levels of them. */
export async function readLabelsFrom(name: string, content: string | Uint8Array): Promise<void> {
  const labelsFile = join(folder, name);
  writeFileSync(labelsFile, content);
  const labels = await readLabelList({ labelsFile }, terminal);
  for (const options of [{}, { depth: 3 }]) createLabelSet(labels, options);
}

/** Reads a config. */
export function loadConfigFrom(content: string | Uint8Array): Promise<unknown> {
  const path = join(folder, 'langseg.config.json');
  writeFileSync(path, content);
  return loadConfig(path);
}

/** Readers of what people write for the command, and of what they get from other tools. */
export const foreignReaders = [
  {
    name: 'labels by line',
    samples: [
      text('sky\nanimal = cow | dog, cat\n\n"a, b"\nother\n'),
      text('grass, tree = oak|elm, "stop sign"'),
    ],
    read: (bytes: Uint8Array) => readLabelsFrom('a.txt', bytes),
  },
  {
    name: 'label trees',
    samples: [
      text('[{"name":"animal","children":["cow",{"name":"cat","words":["cat","kitten"]}]},"sky"]'),
      text('{"animal":{"cow":"cow","cat":["cat","kitten"]},"sky":["sky"]}'),
    ],
    read: (bytes: Uint8Array) => readLabelsFrom('a.json', bytes),
  },
  {
    name: 'tables of synonyms',
    samples: [text('Idx,Ratio,Train,Val,Stuff,Name\n1,0.1,1,1,1,wall\n2,0.1,1,1,1,building;edifice\n')],
    read(bytes: Uint8Array) {
      const labels = parseAde20kLabels(new TextDecoder().decode(bytes));
      if (labels.length === 0) throw new LangSegError('LABELS_INVALID', 'none');
    },
  },
  {
    name: 'configs of the command',
    samples: [text('{"model":"./model","plugins":[]}')],
    read: loadConfigFrom,
  },
  {
    name: 'masks of COCO',
    samples: [text('{"size":[4,3],"counts":[2,3,7]}'), text('{"size":[4,3],"counts":"237"}')],
    read(bytes: Uint8Array) {
      decodeRle(jsonOf(bytes) as Rle);
    },
  },
];

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new LangSegError('FILE_CORRUPT', 'no JSON', {}, { cause });
  }
}
