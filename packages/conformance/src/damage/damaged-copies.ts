import { damageJson } from './damage-json.js';
import { randomNumbers, type RandomNumbers } from './random-numbers.js';

type Damage = (bytes: Uint8Array, random: RandomNumbers, samples: readonly Uint8Array[]) => Uint8Array;

/** Numbers that lengths, counts and offsets break at, written with 1, 2, 4 or 8 bytes. */
const limits = [0n, 1n, 0x7fn, 0x80n, 0x7fffn, 0xffffn, 0x7fffffffn, 0xffffffffn, 2n ** 53n, 2n ** 64n - 1n];

/** What a number in a text may be replaced with. */
const numerals = ['0', '-1', '0.5', '65536', '2147483648', '1e9', '1e400', '9007199254740993', 'null', '[]'];

const kinds: readonly Damage[] = [
  changeBytes,
  changeBytes,
  writeLimit,
  writeLimit,
  replaceNumeral,
  (bytes, random) => damageJson(bytes, random) ?? changeBytes(bytes, random),
  (bytes, random) => damageJson(bytes, random) ?? writeLimit(bytes, random),
  (bytes, random) => bytes.subarray(0, random(bytes.length)),
  (bytes, random) => replaceRange(bytes, random, new Uint8Array()),
  (bytes, random) => replaceRange(bytes, random, new Uint8Array(random(4096)).fill(random(256))),
  (bytes, random) => replaceRange(bytes, random, range(bytes, random)),
  (bytes, random, samples) => replaceRange(bytes, random, range(samples[random(samples.length)], random)),
];

/**
 * Damaged copies of files, as disks, networks and attackers make them: bytes changed, limits of numbers written, numbers
 * of a text replaced, JSON that is JSON still with other values in it, ends cut off, ranges lost, doubled, filled with one byte or taken from another sample.
 *
 * @param samples valid files.
 * @param options.seed the same seed gives the same copies, on every machine.
 * @param options.count how many.
 */
export function* damagedCopies(
  samples: readonly Uint8Array[],
  { seed, count }: { readonly seed: number; readonly count: number },
): Generator<Uint8Array, void, undefined> {
  const random = randomNumbers(seed);
  for (let round = 0; round < count; round++) {
    let bytes: Uint8Array = new Uint8Array(samples[random(samples.length)]);
    for (let times = 1 + (random(4) ? 0 : random(4)); times > 0 && bytes.length > 0; times--)
      bytes = kinds[random(kinds.length)](bytes, random, samples);
    yield bytes;
  }
}

function changeBytes(bytes: Uint8Array, random: RandomNumbers): Uint8Array {
  for (let times = 1 + random(4); times > 0; times--) bytes[random(bytes.length)] = random(256);
  return bytes;
}

function writeLimit(bytes: Uint8Array, random: RandomNumbers): Uint8Array {
  const width = Math.min(1 << random(4), bytes.length);
  const at = random(bytes.length - width + 1);
  const isBigEndian = random(4) === 0;
  let value = limits[random(limits.length)];
  for (let i = 0; i < width; i++, value >>= 8n)
    bytes[isBigEndian ? at + width - 1 - i : at + i] = Number(value & 0xffn);
  return bytes;
}

/** Replaces the first run of digits behind a random place. */
function replaceNumeral(bytes: Uint8Array, random: RandomNumbers): Uint8Array {
  let begin = random(bytes.length);
  while (begin < bytes.length && !isDigit(bytes[begin])) begin++;
  let end = begin;
  while (end < bytes.length && isDigit(bytes[end])) end++;
  return joined(
    bytes.subarray(0, begin),
    new TextEncoder().encode(numerals[random(numerals.length)]),
    bytes.subarray(end),
  );
}

function replaceRange(bytes: Uint8Array, random: RandomNumbers, by: Uint8Array): Uint8Array {
  const begin = random(bytes.length);
  return joined(bytes.subarray(0, begin), by, bytes.subarray(begin + random(bytes.length - begin)));
}

function range(bytes: Uint8Array, random: RandomNumbers): Uint8Array {
  const begin = random(bytes.length);
  return bytes.subarray(begin, begin + random(bytes.length - begin));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
