import { randomNumbers, type RandomNumbers } from '@langseg/conformance';
import { repeatedTokens } from '@langseg/dataset-testing/linear-time';

/** Makes an input of about so many bytes. */
export type GrownInput = (size: number) => Uint8Array;

/** What may stand in a list or an object of JSON, and in a text of it, again and again. */
const inside: Readonly<Record<string, readonly string[]>> = {
  '[': ['0,', '"a",', '[],', '{},', '-1e9,', '[[0,0],[0,0]],', '{"a":0},'],
  '{': ['"KEY":0,', '"KEY":"a",', '"KEY":[],', '"KEY":{},', '"a":0,'],
  '"': ['a', ' ', '\\\\', '\\n', '\\"', '../', 'a b', '\\ud83d\\ude00', '|', '='],
};

/**
 * A way in which one of the samples can grow: a place, and what is repeated there. In JSON places and pieces are such that it
 * mostly stays JSON.
 */
export function grownInput(samples: readonly Uint8Array[], seed: number): GrownInput {
  const random = randomNumbers(seed);
  const sample = samples[random(samples.length)];
  const [place, piece] =
    (sample[0] === 0x7b || sample[0] === 0x5b) && random(4)
      ? inJson(sample, random)
      : anywhere(sample, random);
  return (size) => {
    const times = Math.ceil(size / piece.length);
    const text = piece.includes('KEY')
      ? Array.from({ length: times }, (_, i) => piece.replace('KEY', `k${i}`)).join('')
      : piece.repeat(times);
    return Buffer.concat([sample.subarray(0, place), Buffer.from(text, 'latin1'), sample.subarray(place)]);
  };
}

function inJson(sample: Uint8Array, random: RandomNumbers): readonly [number, string] {
  const places = [...Buffer.from(sample).toString('latin1').matchAll(/[[{"]/g)];
  const { 0: character, index } = places[random(places.length)];
  const pieces = inside[character];
  return [index + 1, pieces[random(pieces.length)]];
}

function anywhere(sample: Uint8Array, random: RandomNumbers): readonly [number, string] {
  const place = random(sample.length + 1);
  const start = random(sample.length);
  const own = Buffer.from(sample.subarray(start, start + 1 + random(64))).toString('latin1');
  return [place, random(2) ? own : repeatedTokens[random(repeatedTokens.length)]];
}
