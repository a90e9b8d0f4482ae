import { inflateSync } from 'node:zlib';
import { LangSegError } from '@langseg/core';

/** Width and height in pixels. */
export interface MaskSize {
  readonly width: number;
  readonly height: number;
}

/** A matrix as a mask, row by row. */
export interface LabelMatrix extends MaskSize {
  readonly data: Uint16Array;
}

/** Types of numbers in MATLAB's files, by their code: bytes each, and how one is read. */
const numbers: ReadonlyMap<number, readonly [bytes: number, read: (view: DataView, at: number) => number]> =
  new Map([
    [1, [1, (view: DataView, at: number) => view.getInt8(at)]],
    [2, [1, (view: DataView, at: number) => view.getUint8(at)]],
    [3, [2, (view: DataView, at: number) => view.getInt16(at, true)]],
    [4, [2, (view: DataView, at: number) => view.getUint16(at, true)]],
    [5, [4, (view: DataView, at: number) => view.getInt32(at, true)]],
    [6, [4, (view: DataView, at: number) => view.getUint32(at, true)]],
    [7, [4, (view: DataView, at: number) => view.getFloat32(at, true)]],
    [9, [8, (view: DataView, at: number) => view.getFloat64(at, true)]],
  ]);

const [matrixCode, compressedCode] = [14, 15];
const headerBytes = 128;
const mostPixels = 100_000_000;

/** @throws LangSegError as {@link readLabelMap}. */
export function readLabelMapSize(bytes: Uint8Array): MaskSize {
  const { width, height } = findMatrix(bytes);
  return { width, height };
}

/**
 * Reads the matrix `LabelMap` of a MATLAB file of version 5, as PASCAL-Context publishes its masks; a matrix lies column by
 * column.
 *
 * @throws LangSegError `IMAGE_UNREADABLE`, `IMAGE_TOO_LARGE`.
 */
export function readLabelMap(bytes: Uint8Array): LabelMatrix {
  const { width, height, values } = findMatrix(bytes);
  const kind = numbers.get(values.code);
  if (!kind || values.view.byteLength < width * height * kind[0])
    throw unreadable(
      `its matrix of ${height}×${width} has numbers of type ${values.code} or too few of them`,
    );
  const [size, read] = kind;
  const data = new Uint16Array(width * height);
  for (let x = 0; x < width; x++)
    for (let y = 0; y < height; y++) data[y * width + x] = read(values.view, (x * height + y) * size);
  return { width, height, data };
}

interface Element {
  readonly code: number;
  readonly view: DataView;
  /** Where the next element starts. */
  readonly end: number;
}

function findMatrix(bytes: Uint8Array): MaskSize & { readonly values: Element } {
  if (bytes.length < headerBytes + 8 || bytes[126] !== 0x49 || bytes[127] !== 0x4d)
    throw unreadable('it is no MATLAB file of version 5 with little-endian numbers');
  const file = viewOf(bytes);
  for (let at = headerBytes; at + 8 <= file.byteLength;) {
    const element = elementAt(file, at);
    at = element.code === compressedCode ? at + 8 + element.view.byteLength : element.end;
    const found = matrixOf(element.code === compressedCode ? elementAt(inflated(element.view), 0) : element);
    if (found) return found;
  }
  throw unreadable('it holds no matrix "LabelMap"');
}

function matrixOf({ code, view }: Element): (MaskSize & { readonly values: Element }) | undefined {
  if (code !== matrixCode) return undefined;
  const flags = elementAt(view, 0);
  const sizes = elementAt(view, flags.end);
  const name = elementAt(view, sizes.end);
  if (new TextDecoder('latin1').decode(name.view) !== 'LabelMap') return undefined;
  if (sizes.view.byteLength !== 8) throw unreadable('its "LabelMap" has not two dimensions');
  const [height, width] = [sizes.view.getInt32(0, true), sizes.view.getInt32(4, true)];
  if (width < 1 || height < 1) throw unreadable(`its "LabelMap" has ${height}×${width} numbers`);
  if (width * height > mostPixels)
    throw new LangSegError(
      'IMAGE_TOO_LARGE',
      `The mask is ${width}×${height}; the limit is ${mostPixels} pixels.`,
      { width, height },
    );
  return { width, height, values: elementAt(view, name.end) };
}

/** An element has a code and a length of four bytes each, or, where it is small, of two. */
function elementAt(view: DataView, at: number): Element {
  if (at + 8 > view.byteLength) throw unreadable('it ends in the middle');
  const first = view.getUint32(at, true);
  const isSmall = first >>> 16 !== 0;
  const length = isSmall ? first >>> 16 : view.getUint32(at + 4, true);
  const start = at + (isSmall ? 4 : 8);
  if (start + length > view.byteLength || (isSmall && length > 4)) throw unreadable('it ends in the middle');
  return {
    code: isSmall ? first & 0xffff : first,
    view: new DataView(view.buffer, view.byteOffset + start, length),
    end: isSmall ? at + 8 : start + 8 * Math.ceil(length / 8),
  };
}

function inflated(view: DataView): DataView {
  try {
    const packed = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    return viewOf(inflateSync(packed, { maxOutputLength: 8 * mostPixels + 1024 }));
  } catch (cause) {
    throw unreadable('its compressed part is damaged', cause);
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function unreadable(why: string, cause?: unknown): LangSegError {
  return new LangSegError(
    'IMAGE_UNREADABLE',
    `Expected a MATLAB file with the matrix "LabelMap", but ${why}.`,
    {},
    cause === undefined ? undefined : { cause },
  );
}
