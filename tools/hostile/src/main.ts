import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { attackFile } from './attack-file.js';
import type { Finding } from './attack-reader.js';
import { findReaderFiles, loadReaders } from './find-readers.js';

const usage = `Attacks every reader of foreign files with damaged and grown inputs, and reports what is neither read nor refused
with a LangSegError, takes too long, or too much memory.

npm run hostile -- [--seconds N] [--seed S] [--only TEXT] [--copy N] [--list]

--seconds  how long in all, default 60
--seed     the first seed, default 1; the same seed gives the same inputs
--only     only readers whose name contains TEXT
--copy     only this input of the seed, as a finding names it
--list     names the readers`;

try {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      copy: { type: 'string' },
      list: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) console.log(usage);
  else if (values.list) await list(values.only);
  else await attack(values);
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 2;
}

/** Files of readers with the names of those that are meant. */
async function chosenFiles(
  only = '',
): Promise<{ readonly file: string; readonly names: readonly string[] }[]> {
  const files = await Promise.all(
    findReaderFiles().map(async (file) => ({
      file,
      names: (await loadReaders(file)).map(({ name }) => name).filter((name) => name.includes(only)),
    })),
  );
  return files.filter(({ names }) => names.length > 0);
}

async function list(only: string | undefined): Promise<void> {
  for (const { file, names } of await chosenFiles(only))
    console.log(`${relative(process.cwd(), file)}: ${names.join(', ')}`);
}

async function attack(
  values: Readonly<Record<'seconds' | 'seed', string>> & { only?: string; copy?: string },
): Promise<void> {
  const [seconds, seed] = [numberOf('seconds', values.seconds), numberOf('seed', values.seed)];
  const copy = values.copy === undefined ? undefined : numberOf('copy', values.copy);
  const files = await chosenFiles(values.only);
  if (files.length === 0) throw new Error(`No reader is called "${values.only}"; --list names all.`);
  let found = 0;
  const onFinding = ({ reader, seed, copy, what }: Finding): void => {
    found++;
    console.log(
      `\n${reader}: ${what}\n  npm run hostile -- --only '${reader.replaceAll("'", "'\\''")}' --seed ${seed} --copy ${copy}`,
    );
  };
  const count = files.reduce((sum, { names }) => sum + names.length, 0);
  for (const { file, names } of files) {
    const share = (seconds * names.length) / count;
    const { inputs, seeds } = await attackFile({
      file,
      only: values.only,
      seed,
      copy,
      seconds: share,
      onFinding,
    });
    console.log(`${relative(process.cwd(), file)}: ${inputs} inputs of ${seeds} seeds`);
  }
  console.log(`\n${found} ${found === 1 ? 'finding' : 'findings'}`);
  process.exitCode = found === 0 ? 0 : 1;
}

function numberOf(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0)
    throw new Error(`--${name} takes a whole number, not "${text}".`);
  return value;
}
