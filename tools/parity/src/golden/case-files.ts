import { basename, join } from 'node:path';
import { fileSource, type FileSource } from '@langseg/adapter-node';
import { openCheckpoint, type Checkpoint } from '@langseg/checkpoints';
import { LangSegError } from '@langseg/core';

/** The files of one set of cases. Checkpoints stay open, because cases share them. */
export class CaseFiles {
  readonly directory: string;
  readonly #sources: FileSource[] = [];
  readonly #checkpoints = new Map<string, Promise<Checkpoint>>();

  constructor(directory: string) {
    this.directory = directory;
  }

  /**
   * The path of a file of the set.
   *
   * @throws LangSegError `FILE_UNSAFE` for a name that leads out of the directory.
   */
  path(name: string): string {
    if (basename(name) !== name)
      throw new LangSegError('FILE_UNSAFE', `Cases name files beside them, without folders; got "${name}".`, {
        name,
      });
    return join(this.directory, name);
  }

  /** Opens a safetensors or PyTorch file. @throws LangSegError as `fileSource` and `openCheckpoint`. */
  checkpoint(name: string): Promise<Checkpoint> {
    let opening = this.#checkpoints.get(name);
    if (!opening) {
      opening = this.#open(name);
      this.#checkpoints.set(name, opening);
    }
    return opening;
  }

  async close(): Promise<void> {
    await Promise.all(this.#sources.map((source) => source.close()));
  }

  async #open(name: string): Promise<Checkpoint> {
    const source = await fileSource(this.path(name));
    this.#sources.push(source);
    return openCheckpoint(source);
  }
}
