import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const program = fileURLToPath(new URL('__fixtures__/threads.ts', import.meta.url));

// In a process of its own, because native code that fails takes all threads with it.
it(
  'the library may be used in worker threads that end by themselves, or are terminated after drain()',
  { timeout: 120_000 },
  async () => {
    const child = spawn(
      process.execPath,
      ['--conditions=@langseg/source', '--import', import.meta.resolve('tsx'), program],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, FORCE_COLOR: '0' } },
    );
    const [stdout, stderr, end] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    expect({ lines: stdout.trim().split('\n'), stderr, end }).toEqual({
      lines: [
        'segmented 1536',
        'ended 0',
        'segmented 1536',
        '1536',
        '1536',
        'idle',
        'terminated 1',
        'survived',
      ],
      stderr: '',
      end: [0, null],
    });
  },
);
