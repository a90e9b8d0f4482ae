import { defineTextEncoder } from '@langseg/architecture';
import { asset, definePlugin, l2Normalize, LangSegError, tensor, throwIfAborted } from '@langseg/core';
import * as z from 'zod';

/** A line of the file: a word, a tab, and the numbers of its vector between spaces. */
const line = /^([^\t]+)\t(-?\d[-+.\de]*(?: -?\d[-+.\de]*)*)$/;
const isWordList = (bytes) => /^[^\t\n]+\t-?\d/.test(new TextDecoder().decode(bytes.subarray(0, 200)));

/** @type {(bytes: Uint8Array) => { dim: number, vectors: ReadonlyMap<string, number[]> }} */
function readWordList(bytes) {
  const lines = new TextDecoder().decode(bytes).trim().split(/\r?\n/);
  const matches = lines.map((text) => line.exec(text) ?? ['', '', '']);
  const vectors = new Map(matches.map(([, word, numbers]) => [word, numbers.split(' ').map(Number)]));
  const [{ length: dim }] = vectors.values();
  if (vectors.has('') || [...vectors.values()].some((vector) => vector.length !== dim))
    throw new LangSegError('FILE_CORRUPT', 'Each line needs a word, a tab and equally many numbers.');
  return { dim, vectors };
}

const wordList = defineTextEncoder({
  type: 'word-list',
  configSchema: z.strictObject({ list: asset('file') }),
  async create({ list }, { assets }) {
    const { dim, vectors } = readWordList(await assets.read(list));
    let isDisposed = false;
    return {
      specVersion: 1,
      embeddingDim: dim,
      contextLength: Infinity,
      async encode(labels, { signal, onWarning } = {}) {
        if (isDisposed)
          throw new LangSegError('DISPOSED', 'This text encoder was disposed. Create a new one.');
        throwIfAborted(signal);
        const unknown = labels.filter((label) => !vectors.has(label));
        if (labels.length > 0 && unknown.length === labels.length)
          throw new LangSegError('LABELS_INVALID', `None of the labels is in ${list}.`, { labels });
        for (const label of unknown) onWarning?.({ label, message: `"${label}" is not in ${list}.` });
        const rows = labels.flatMap((label) => vectors.get(label) ?? Array.from({ length: dim }, () => 0));
        return l2Normalize(tensor('float32', [labels.length, dim], Float32Array.from(rows)), 1);
      },
      async dispose() {
        isDisposed = true;
      },
    };
  },
  conversion: {
    what: 'a list of word vectors',
    options: z.strictObject({}),
    recognise({ bytes }) {
      if (!bytes || !isWordList(bytes)) return undefined;
      return {
        async plan() {
          const list = 'text/words.tsv';
          return {
            architecture: 'list of word vectors',
            embeddingDim: readWordList(bytes).dim,
            component: { type: 'word-list', list },
            graphs: new Map(),
            files: new Map([[list, bytes]]),
          };
        },
      };
    },
  },
});

export const plugin = definePlugin({ name: 'langseg-word-list', components: [wordList] });
