import { describe, expect, it } from 'vitest';
import { errorBody, toErrorAnswer } from '../errors/error-answer.js';
import { readRequest } from './read-request.js';

const rules = {
  maxPixels: 24e6,
  maxLabels: 256,
  maxLongestSide: 2048,
  maxComparisons: 2.5e9,
  formats: [{ type: 'rle', mediaType: 'application/json', perLabel: false }],
};

/** What a body is refused with, and the seconds of computing until then. */
async function refusalOf(body: string, boundary?: string): Promise<{ answer: string; seconds: number }> {
  const bytes = Buffer.from(body, 'latin1');
  const before = process.cpuUsage();
  const error: unknown = await readRequest(bytes, { kind: boundary ? 'form' : 'json', boundary }, rules).then(
    () => new Error('accepted'),
    (reason: unknown) => reason,
  );
  const { user, system } = process.cpuUsage(before);
  const { status, ...others } = toErrorAnswer(error);
  return { answer: `${status} ${errorBody(others)}`, seconds: (user + system) / 1e6 };
}

const part = (name: string, value: string): string =>
  `--B\r\nContent-Disposition: form-data; name="${name}"; filename="x"\r\n\r\n${value}\r\n`;
const size = 10_000_000;
const photo = Buffer.from('GIF89a').toString('base64');
const json = (fields: object): string => JSON.stringify({ image: photo, labels: ['a'], ...fields });

describe('a body of ten megabytes', { timeout: 60_000 }, () => {
  it.each<[string, string, string?]>([
    ['photos by the ten thousand', part('image', 'GIF89a').repeat(size / 83) + '--B--\r\n', 'B'],
    ['empty parts', '--B\r\n\r\n\r\n'.repeat(size / 9) + '--B--\r\n', 'B'],
    ['parts of a byte', '--B\n\n'.repeat(size / 5) + '--B--\n', 'B'],
    ['what is almost a boundary', '-'.repeat(size), '-'.repeat(60)],
    ['lines that almost are', '--BA\n'.repeat(size / 5), 'B'],
    ['escaped base64', `{"image":"data:;base64,${'%41'.repeat(size / 3)}","labels":["a"]}`],
    ['base64 with a blank between letters', `{"image":"${' A'.repeat(size / 2)}","labels":["a"]}`],
    ['a quoted label', json({ labels: `"${'x'.repeat(size)}"` })],
    ['a name', json({ labels: [{ name: 'x'.repeat(size), words: ['a'] }] })],
    ['an unknown field', json({ ['x'.repeat(size)]: 1 })],
    ['unknown fields', json(Object.fromEntries(Array.from({ length: 70_000 }, (_, at) => [`k${at}`, 'v'])))],
    ['a value', json({ output: 'x'.repeat(size) })],
  ])('that consists of %s is refused in short', async (_, body, boundary) => {
    const { answer, seconds } = await refusalOf(body, boundary);
    expect(answer).toMatch(/^4\d\d \{"error":\{"code":"[A-Z_]+","message":/);
    expect(answer.length).toBeLessThan(5000);
    expect(seconds).toBeLessThan(1.5);
  });
});
