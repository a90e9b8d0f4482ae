import { open, type FileHandle } from 'node:fs/promises';
import { withIoErrors } from '@langseg/adapter-node';
import { parseLine, type FailureRecord, type PhotoRecord } from './photo-record.js';

/**
 * What is known of a data set's photos, on disk, a line for each: a photo is added when it is done, and a killed process loses at most
 * the line that it was writing. Only the places of the lines are kept in memory.
 */
export interface Journal {
  readonly photos: number;
  /** Photos that failed and were not added later, the last failure of each. */
  readonly failures: readonly FailureRecord[];
  /** One more than the largest place of a photo. */
  readonly nextOrder: number;
  /** The file of a photo that was found there, with its size and time of change. */
  bySource(source: string): Pick<PhotoRecord, 'file' | 'bytes' | 'changed'> | undefined;
  /** Whether a photo has this path but for its ending. */
  hasStem(stem: string): boolean;
  /** Adds a photo; one of the same file replaces it. */
  add(record: PhotoRecord): Promise<void>;
  fail(failure: FailureRecord): Promise<void>;
  /** All photos, or those whose files are wanted, in their order. */
  read(isWanted?: (file: string) => boolean): AsyncGenerator<PhotoRecord, void, undefined>;
  /** Waits until everything is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

interface Place {
  readonly order: number;
  readonly start: number;
  readonly bytes: number;
}

/** Bytes that are read at once. */
const piece = 2 ** 20;

const newline = 0x0a;

/** Names that differ in case or composition alone are one file on many systems. */
export function stemOf(file: string): string {
  return file
    .replace(/\.[^./]*$/, '')
    .normalize('NFC')
    .toLowerCase();
}

/** @throws LangSegError `IO_FAILED`, `FILE_CORRUPT`. */
export async function openJournal(path: string): Promise<Journal> {
  const io = <T>(run: () => Promise<T>): Promise<T> => withIoErrors('write', path, run);
  const handle = await io(() => open(path, 'a+'));
  const places = new Map<string, Place>();
  const files = new Map<string, Pick<PhotoRecord, 'file' | 'bytes' | 'changed'>>();
  const stems = new Set<string>();
  const failures = new Map<string, FailureRecord>();
  let [end, nextOrder] = [0, 0];

  function note(record: PhotoRecord | FailureRecord, start: number, bytes: number): void {
    if ('failed' in record) return void failures.set(record.source, record);
    const { file, order, source, bytes: size, changed } = record;
    places.set(file, { order, start, bytes });
    files.set(source, { file, bytes: size, changed });
    stems.add(stemOf(file));
    failures.delete(source);
    nextOrder = Math.max(nextOrder, order + 1);
  }

  async function append(record: PhotoRecord | FailureRecord): Promise<void> {
    const bytes = Buffer.from(`${JSON.stringify(record)}\n`);
    await io(() => handle.appendFile(bytes));
    note(record, end, bytes.length - 1);
    end += bytes.length;
  }

  try {
    for await (const { text, start, bytes } of linesOf(handle)) {
      note(parseLine(text, path), start, bytes);
      end = start + bytes + 1;
    }
    await io(() => handle.truncate(end));
  } catch (error) {
    await handle.close();
    throw error;
  }
  return {
    get photos() {
      return places.size;
    },
    get failures() {
      return [...failures.values()];
    },
    get nextOrder() {
      return nextOrder;
    },
    bySource: (source) => files.get(source),
    hasStem: (stem) => stems.has(stem),
    add: append,
    fail: append,
    async *read(isWanted = () => true) {
      const wanted = [...places].filter(([file]) => isWanted(file));
      const sorted = wanted.sort(([a, one], [b, other]) => one.order - other.order || (a < b ? -1 : 1));
      for (const [, { start, bytes }] of sorted) {
        const line = Buffer.alloc(bytes);
        await io(() => handle.read(line, 0, bytes, start));
        // It was checked when the journal was opened.
        yield JSON.parse(line.toString()) as PhotoRecord;
      }
    },
    sync: () => io(() => handle.sync()),
    close: () => handle.close(),
  };
}

/** The whole lines of a file, without the last one if it was not finished. */
async function* linesOf(handle: FileHandle): AsyncGenerator<{ text: string; start: number; bytes: number }> {
  let start = 0;
  let rest = Buffer.alloc(0);
  const buffer = Buffer.alloc(piece);
  for (let position = 0; ;) {
    const { bytesRead } = await handle.read(buffer, 0, piece, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    let from = 0;
    for (let to = rest.indexOf(newline); to >= 0; to = rest.indexOf(newline, from)) {
      yield { text: rest.toString('utf8', from, to), start: start + from, bytes: to - from };
      from = to + 1;
    }
    rest = rest.subarray(from);
    start += from;
  }
}
