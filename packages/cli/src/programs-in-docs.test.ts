import { spawn } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentedPrograms, programExceptions } from './__fixtures__/docs/documented-programs.js';
import { writeReadersFolder } from './__fixtures__/docs/readers-folder.js';
import { workspace } from './__fixtures__/docs/shell-commands.js';
import { runWith } from './__fixtures__/fake-io.js';
import { ended } from './__fixtures__/spawn-cli.js';
import { WorkFolder } from './__fixtures__/work-folder.js';

const programs = documentedPrograms().map((program, index) => ({
  ...program,
  file: `program-${index}.mts`,
  exception: programExceptions.find(({ matches }) => matches.test(program.code)),
}));
const run = programs.filter(({ exception }) => !exception);
const excepted = programs.flatMap(({ name, exception }) =>
  exception ? [{ name, reason: exception.reason }] : [],
);

describe('programs of the documentation', () => {
  let printed: string;

  beforeAll(async () => {
    using folder = new WorkFolder();
    await writeReadersFolder(folder.path);
    cpSync(folder.at('demo_e200.ckpt'), folder.at('model.ckpt'));
    for (const name of ['lseg', 'my-lseg'])
      await runWith(['convert', folder.at('demo_e200.ckpt'), '--out', folder.at(name)]);
    symlinkSync(`${workspace}node_modules`, folder.at('node_modules'), 'junction');
    for (const { file, code } of run) folder.write(file, code);
    const runner = fileURLToPath(new URL('__fixtures__/docs/run-programs.ts', import.meta.url));
    const child = spawn(
      process.execPath,
      [
        '--conditions=@langseg/source',
        '--import',
        import.meta.resolve('tsx'),
        runner,
        ...run.map(({ file }) => file),
      ],
      { cwd: folder.path },
    );
    const { stdout, stderr } = await ended(child);
    printed = stdout.toString() + stderr;
  }, 120_000);

  it.each(run)('$name runs', ({ file }) => {
    expect(printed, printed).toContain(`${file}: done`);
  });

  it.each(excepted)('$name is not run, for it $reason', ({ reason }) => {
    expect(reason).not.toBe('');
  });

  it('are mostly run', () => {
    expect(run.length).toBeGreaterThan(15);
  });
});
