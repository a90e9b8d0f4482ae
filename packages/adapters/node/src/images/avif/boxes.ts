/** A box of the ISO base media file format: four letters, and what is in it (ISO/IEC 14496-12, 4.2). */
export interface Box {
  readonly type: string;
  readonly content: DataView;
}

/** Walks through boxes that lie one after the other, as far as they make sense. */
export function* boxesOf(view: DataView, from = 0): Generator<Box, void, undefined> {
  let at = from;
  while (at + 8 <= view.byteLength) {
    const short = view.getUint32(at);
    const isLong = short === 1 && at + 16 <= view.byteLength;
    const head = isLong ? 16 : 8;
    // 0 is the rest of the file.
    const size = isLong ? Number(view.getBigUint64(at + 8)) : short || view.byteLength - at;
    if (size < head) return;
    const type = String.fromCharCode(...Array.from({ length: 4 }, (_, i) => view.getUint8(at + 4 + i)));
    const end = Math.min(view.byteLength, at + size);
    yield { type, content: new DataView(view.buffer, view.byteOffset + at + head, end - at - head) };
    at += size;
  }
}

/** Numbers read one after the other; 0 behind the end. */
export interface Numbers {
  /** @param bytes 1, 2 or 4. */
  next(bytes: number): number;
  readonly isAtEnd: boolean;
}

export function numbersOf(view: DataView, from = 0): Numbers {
  let at = from;
  return {
    get isAtEnd() {
      return at >= view.byteLength;
    },
    next(bytes) {
      const start = at;
      at += bytes;
      if (at > view.byteLength) return 0;
      if (bytes === 1) return view.getUint8(start);
      return bytes === 2 ? view.getUint16(start) : view.getUint32(start);
    },
  };
}
