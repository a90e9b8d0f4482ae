import type { ByteSource } from '../bytes/byte-source.js';

/** The files beside a checkpoint, wherever they are; `openFolder` of `@langseg/adapter-node` gives those of a disk. */
export interface FileFolder {
  /** Name of the file that was asked for; absent where the folder itself was. */
  readonly entry?: string | undefined;
  /** Names of the files in the folder. */
  names(): Promise<readonly string[]>;
  /** Opens one of them. It is closed with the folder. */
  open(name: string): Promise<ByteSource>;
}
