import { open, type FileHandle } from 'node:fs/promises';
import { withIoErrors } from '@langseg/adapter-node';
import { parseRecord, type FileRecord } from './file-record.js';

/** Which photos are in a folder, on disk, a line for each; a killed process loses at most the line that it was writing. */
export interface Journal {
  /** By source, in the order in which they were added. */
  readonly records: ReadonlyMap<string, FileRecord>;
  /** Where a photo's files go: where those of the same source are, else where there are none, as near to what is wanted as can be. */
  fileFor(photo: Pick<FileRecord, 'source' | 'file'>): string;
  /** Adds a photo; one of the same source replaces it. */
  add(record: FileRecord): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param isReader nothing is written; the file may be on a disk that can't be.
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`, `FILE_CORRUPT`.
 */
export async function openJournal(path: string, isReader: boolean): Promise<Journal> {
  const handle = await withIoErrors(isReader ? 'read' : 'write', path, () =>
    open(path, isReader ? 'r' : 'a+'),
  );
  try {
    const records = new Map<string, FileRecord>();
    const taken = new Set<string>();
    const put = (record: FileRecord): void => {
      taken.add(keyOf(record.file));
      records.delete(record.source);
      records.set(record.source, record);
    };
    let end = 0;
    for await (const line of wholeLines(handle)) {
      put(parseRecord(line.toString(), path));
      end += line.length + 1;
    }
    // What a killed process has left of a line.
    if (!isReader) await withIoErrors('write', path, () => handle.truncate(end));
    return {
      records,
      fileFor({ source, file }) {
        const own = records.get(source)?.file;
        if (own !== undefined) return own;
        let free = file;
        for (let count = 2; taken.has(keyOf(free)); count++) free = `${file}-${count}`;
        return free;
      },
      async add(record) {
        await withIoErrors('write', path, () => handle.appendFile(`${JSON.stringify(record)}\n`));
        put(record);
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Names that differ in case or composition alone are one file on many systems. */
function keyOf(file: string): string {
  return file.normalize('NFC').toLowerCase();
}

async function* wholeLines(handle: FileHandle): AsyncGenerator<Buffer, void, undefined> {
  let rest: Buffer[] = [];
  const buffer = Buffer.alloc(2 ** 20);
  for (let position = 0; ;) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    const read = buffer.subarray(0, bytesRead);
    let from = 0;
    for (let to = read.indexOf(0x0a); to >= 0; to = read.indexOf(0x0a, from)) {
      yield Buffer.concat([...rest, read.subarray(from, to)]);
      rest = [];
      from = to + 1;
    }
    rest.push(Buffer.from(read.subarray(from)));
  }
}
