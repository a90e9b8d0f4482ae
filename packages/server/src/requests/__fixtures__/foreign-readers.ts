import { LangSegError } from '@langseg/core';
import { errorBody, toErrorAnswer } from '../../errors/error-answer.js';
import { parseMediaType } from '../media-type.js';
import { readRequest } from '../read-request.js';

const rules = {
  maxPixels: 24e6,
  maxLabels: 256,
  maxLongestSide: 2048,
  maxComparisons: 2.5e9,
  formats: [
    { type: 'rle', mediaType: 'application/json', perLabel: false },
    { type: 'heatmaps', mediaType: 'image/png', perLabel: true },
  ],
};

/** Reads a body as the API does; what is answered with less than 500 counts as refused. */
async function read(body: Uint8Array, type: string): Promise<void> {
  try {
    await readRequest(body, parseMediaType(type), rules);
  } catch (error) {
    const { status, ...answer } = toErrorAnswer(error);
    if (status >= 500) throw error;
    throw new LangSegError('USAGE', errorBody(answer));
  }
}

const photo = 'GIF89a and so on';
const wishes = {
  longestSide: 256,
  other: 0.2,
  minScore: 0.1,
  refine: true,
  view: { flip: true, scales: [0.5, 1] },
  depth: 1,
};
const bytesOf = (text: string) => new TextEncoder().encode(text);

const json = (labels: unknown, others: object) =>
  bytesOf(JSON.stringify({ image: Buffer.from(photo).toString('base64'), labels, ...wishes, ...others }));

function form(fields: Readonly<Record<string, unknown>>): Uint8Array {
  const part = (head: string, value: unknown) =>
    `--B\r\nContent-Disposition: form-data; name=${head}\r\n\r\n${typeof value === 'object' ? JSON.stringify(value) : String(value)}\r\n`;
  const texts = Object.entries({ ...wishes, ...fields }).map(([name, value]) => part(`"${name}"`, value));
  return bytesOf(`${part('"image"; filename="a.gif"', photo)}${texts.join('')}--B--\r\n`);
}

/** Readers of bodies of requests. */
export const foreignReaders = [
  {
    name: 'JSON bodies',
    samples: [
      json(['sky', { name: 'animal', words: ['cow', 'dog'] }], { output: 'rle', at: [1, 2], bands: [3, 2, 1] }),
      json({ animal: ['cow', 'dog'], sky: ['sky', 'air'] }, { output: 'rle', range: [0, 255] }),
      json('sky, "cow, brown"', { output: 'heatmaps', label: 'sky', temperature: 2 }),
    ],
    read: (bytes: Uint8Array) => read(bytes, 'application/json'),
  },
  {
    name: 'forms',
    samples: [
      form({ labels: 'sky, cow', at: '1,2', bands: '3,2,1' }),
      form({ labels: 'sky, "a = b"', output: 'heatmaps', label: 'sky', range: '0,255' }),
    ],
    read: (bytes: Uint8Array) => read(bytes, 'multipart/form-data; boundary=B'),
  },
];
