import { LangSegError } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { decodeWordTable, encodeWordTable } from './word-table-file.js';
import { quantizeWordVectors } from './word-table.js';

const vectors = Float32Array.of(0.5, -1, 0.25, 0, 0, 0);
const table = quantizeWordVectors(['dog', 'naïve'], vectors, Float32Array.of(0.1, 0.2, 0.3));
const file = encodeWordTable(table);

const failure = (bytes: Uint8Array): unknown => {
  try {
    return decodeWordTable(bytes);
  } catch (error) {
    return LangSegError.is(error) ? error.code : error;
  }
};

const withByte = (offset: number, value: number): Uint8Array => {
  const copy = file.slice();
  copy[offset] = value;
  return copy;
};

describe('quantizeWordVectors', () => {
  it('keeps every number to half a step of its row', () => {
    vectors.forEach((value, i) => {
      const scale = table.scales[Math.floor(i / 3)];
      expect(Math.abs(table.rows[i] * scale - value)).toBeLessThanOrEqual(scale / 2);
    });
    expect([...table.rows]).toEqual([64, -127, 32, 0, 0, 0]);
  });
});

describe('word table files', () => {
  it('come back as they were written, at any place in memory', () => {
    expect(decodeWordTable(file)).toEqual(table);
    const shifted = new Uint8Array(file.length + 3).subarray(3);
    shifted.set(file);
    expect(decodeWordTable(shifted)).toEqual(table);
    const empty = quantizeWordVectors([], new Float32Array(), Float32Array.of(1));
    expect(decodeWordTable(encodeWordTable(empty))).toEqual(empty);
  });

  it('are refused at every truncation', () => {
    for (let length = 0; length < file.length; length++)
      expect(failure(file.subarray(0, length))).toBe('FILE_CORRUPT');
  });

  it('are refused when they are too long, of another kind, or damaged', () => {
    expect(failure(Uint8Array.of(...file, 0))).toBe('FILE_CORRUPT');
    expect(failure(withByte(0, 0))).toBe('FILE_CORRUPT');
    expect(failure(withByte(11, 0xff))).toBe('FILE_CORRUPT');
    expect(failure(withByte(file.lastIndexOf(10), 32))).toBe('FILE_CORRUPT');
    expect(failure(withByte(file.length - 1, 0xff))).toBe('FILE_CORRUPT');
    expect(failure(withByte(23, 0xff))).toBe('FILE_CORRUPT');
  });

  it('of a newer LangSeg are recognised', () => {
    expect(failure(withByte(4, 2))).toBe('VERSION_UNSUPPORTED');
  });
});
