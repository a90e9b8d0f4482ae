import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { serveCommand } from './commands/serve/serve-command.js';
import { createTerminal } from './terminal/terminal.js';

it("the example's compose file starts the server with options that there are", () => {
  const text = readFileSync(new URL('../../../examples/label-studio/compose.yaml', import.meta.url), 'utf8');
  const [, typed] = /@langseg\/cli serve ([^]*?)\n {4}\w/.exec(text)!;
  const io = { ...process, env: {}, signal: new AbortController().signal };
  const command = serveCommand({ io, terminal: createTerminal(io), debug: false, fail: () => undefined });
  const { operands, unknown } = command.exitOverride().parseOptions(typed.trim().split(/\s+/));
  expect({ operands, unknown }).toEqual({ operands: [], unknown: [] });
  expect(command.opts()).toMatchObject({ labelStudio: true, labelStudioFiles: '/data', port: 9090 });
});
