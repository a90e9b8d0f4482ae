import { viewOf } from '../bytes/read-exactly.js';

/** The pickle goes on beyond the bytes at hand. */
export class EndOfPickle extends Error {}

/** Bytes that should be text are not UTF-8. */
export class InvalidText extends Error {}

/** As many arguments as a call takes without harm. */
const pieceSize = 4096;

/** Walks over the bytes of a pickle. Every read throws {@link EndOfPickle} rather than pass the end. */
export class PickleReader {
  position = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }

  get remaining(): number {
    return this.#bytes.length - this.position;
  }

  uint8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  int32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  uint64(): number {
    return Number(this.#view.getBigUint64(this.#take(8), true));
  }

  /** Pickled floats are big-endian, unlike everything else. */
  float64(): number {
    return this.#view.getFloat64(this.#take(8), false);
  }

  /** The next `length` bytes, as a view. */
  bytes(length: number): Uint8Array {
    const start = this.#take(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** The next `length` bytes as UTF-8; throws {@link InvalidText} when they are not. */
  utf8(length: number): string {
    const bytes = this.bytes(length);
    try {
      return this.#text.decode(bytes);
    } catch (cause) {
      throw new InvalidText('not UTF-8', { cause });
    }
  }

  /** The UTF-8 text up to the next line feed, which is skipped. */
  line(): string {
    const text = this.utf8(this.#lineLength());
    this.position++;
    return text;
  }

  /** The same, one character a byte. */
  latin1Line(): string {
    const bytes = this.bytes(this.#lineLength());
    this.position++;
    const pieces: string[] = [];
    for (let at = 0; at < bytes.length; at += pieceSize)
      pieces.push(String.fromCharCode(...bytes.subarray(at, at + pieceSize)));
    return pieces.join('');
  }

  #lineLength(): number {
    const end = this.#bytes.indexOf(0x0a, this.position);
    if (end < 0) throw new EndOfPickle();
    return end - this.position;
  }

  #take(length: number): number {
    if (length > this.remaining) throw new EndOfPickle();
    const start = this.position;
    this.position += length;
    return start;
  }
}
