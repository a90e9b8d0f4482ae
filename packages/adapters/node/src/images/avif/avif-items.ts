import { boxesOf, numbersOf } from './boxes.js';

/** The pictures of an AVIF file, by their numbers (ISO/IEC 23008-12). */
export interface AvifItems {
  /** Pixels that each says it has. */
  readonly pixels: ReadonlyMap<number, number>;
  /** The pictures that one is put together from, in order; one may be named again and again. */
  readonly parts: ReadonlyMap<number, readonly number[]>;
}

/** Reads which pictures there are; none of their pixels. What makes no sense is left out: the decoder has the last word. */
export function readAvifItems(bytes: Uint8Array): AvifItems {
  const pixels = new Map<number, number>();
  const parts = new Map<number, number[]>();
  for (const { type, content } of boxesOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
    if (type === 'meta')
      for (const inner of boxesOf(content, 4)) {
        if (inner.type === 'iref') readParts(inner.content, parts);
        if (inner.type === 'iprp') readSizes(inner.content, pixels);
      }
  return { pixels, parts };
}

function readParts(content: DataView, parts: Map<number, number[]>): void {
  const width = numbersOf(content).next(1) === 0 ? 2 : 4;
  for (const { type, content: reference } of boxesOf(content, 4)) {
    if (type !== 'dimg') continue;
    const numbers = numbersOf(reference);
    const whole = numbers.next(width);
    const list = parts.get(whole) ?? [];
    parts.set(whole, list);
    for (let count = numbers.next(2); count > 0 && !numbers.isAtEnd; count--) list.push(numbers.next(width));
  }
}

/** Properties are listed once, and given to pictures by their place in the list, from 1. */
function readSizes(content: DataView, pixels: Map<number, number>): void {
  const boxes = [...boxesOf(content)];
  const list = boxes.find(({ type }) => type === 'ipco');
  const properties = list ? [...boxesOf(list.content)] : [];
  for (const { type, content: given } of boxes) {
    if (type !== 'ipma') continue;
    const numbers = numbersOf(given);
    const [version, flags] = [numbers.next(1), (numbers.next(1), numbers.next(2))];
    const [itemBytes, indexBytes] = [version === 0 ? 2 : 4, flags & 1 ? 2 : 1];
    for (let count = numbers.next(4); count > 0 && !numbers.isAtEnd; count--) {
      const item = numbers.next(itemBytes);
      for (let left = numbers.next(1); left > 0; left--) {
        // The first bit says that a reader must know the property.
        const index = numbers.next(indexBytes) & (indexBytes === 2 ? 0x7fff : 0x7f);
        const property = properties[index - 1];
        if (property?.type !== 'ispe') continue;
        const size = numbersOf(property.content, 4);
        pixels.set(item, Math.max(pixels.get(item) ?? 0, size.next(4) * size.next(4)));
      }
    }
  }
}
