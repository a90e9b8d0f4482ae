import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeJpeg, makeFolder, withIoErrors, writeAtomically } from '@langseg/adapter-node';
import { examplePicture } from '@langseg/evaluation/report';
import type { ReportExamples } from '../../report/example-section.js';
import type { ValidationExample } from '../../run/validation-example.js';

/** What is kept of a set beside its pictures. */
const facts = 'examples.json';

type KeptExamples = Record<string, Pick<ReportExamples, 'step' | 'words'> & { readonly files: string[] }>;

/** Keeps examples of validations in a folder, those of the last validation of each set. */
export class ExampleFiles {
  readonly #folder: string;
  #kept: KeptExamples = {};

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws LangSegError `IO_FAILED`. */
  async add(example: ValidationExample, step: number): Promise<void> {
    const { set, index, words } = example;
    await withIoErrors('create the folder', this.#folder, () => makeFolder(this.#folder));
    const known = this.#kept[set];
    const place = known ? Object.keys(this.#kept).indexOf(set) : Object.keys(this.#kept).length;
    const file = `set-${place + 1}-photo-${index + 1}.jpg`;
    const bytes = await encodeJpeg(examplePicture(example));
    await writeAtomically(join(this.#folder, file), (sink) => sink.write(bytes));
    const files = [...new Set([...(known?.step === step ? known.files : []), file])];
    this.#kept = { ...this.#kept, [set]: { step, words, files } };
    const text = `${JSON.stringify(this.#kept)}\n`;
    await writeAtomically(join(this.#folder, facts), (sink) => sink.write(new TextEncoder().encode(text)));
  }

  /** The examples, those of an earlier sitting as well. */
  async read(): Promise<ReportExamples[]> {
    if (Object.keys(this.#kept).length === 0) this.#kept = await readKept(join(this.#folder, facts));
    const present = new Set(await readdir(this.#folder).catch((): string[] => []));
    return Promise.all(
      Object.entries(this.#kept).map(async ([set, { step, words, files }]) => ({
        set,
        step,
        words,
        pictures: await Promise.all(
          files.filter((file) => present.has(file)).map((file) => dataAddress(join(this.#folder, file))),
        ),
      })),
    );
  }
}

async function readKept(path: string): Promise<KeptExamples> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as KeptExamples;
  } catch {
    return {};
  }
}

async function dataAddress(path: string): Promise<string> {
  return `data:image/jpeg;base64,${(await readFile(path)).toString('base64')}`;
}
