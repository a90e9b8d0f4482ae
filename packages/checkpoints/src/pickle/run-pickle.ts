import { containerOperations } from './container-operations.js';
import { literalOperations, type Operation } from './literal-operations.js';
import { objectOperations } from './object-operations.js';
import { PickleMachine, type PickleOptions } from './pickle-machine.js';
import { EndOfPickle, InvalidText, PickleReader } from './pickle-reader.js';
import type { PickleValue } from './pickle-value.js';
import { stackOperations } from './stack-operations.js';

/** What a pickle gave. */
export interface PickleResult {
  readonly value: PickleValue;
  /** Bytes up to and including STOP. */
  readonly length: number;
  /** Globals that were mentioned and not built. */
  readonly refused: ReadonlySet<string>;
}

const operations: ReadonlyMap<number, Operation> = new Map(
  [...stackOperations, ...literalOperations, ...containerOperations, ...objectOperations].map(
    ([code, operation]) => [typeof code === 'string' ? code.charCodeAt(0) : code, operation],
  ),
);

/**
 * Runs the pickle at the start of `bytes`, protocols 0 to 5. It is a loop over opcodes: each consumes bytes, none recurses,
 * so it ends. Globals become data by the allow-list `resolveGlobal`; others become placeholders, and calling one that
 * could do harm in Python refuses the file.
 *
 * @returns `undefined` when the pickle does not end within `bytes`.
 * @throws LangSegError `FILE_CORRUPT` or `FILE_UNSAFE` naming the place and what was wrong.
 */
export function runPickle(bytes: Uint8Array, options: PickleOptions): PickleResult | undefined {
  const machine = new PickleMachine(new PickleReader(bytes), options);
  try {
    while (!machine.result) step(machine);
  } catch (error) {
    if (error instanceof EndOfPickle) return undefined;
    if (error instanceof InvalidText) throw machine.corrupt('text is not valid UTF-8.', error);
    throw error;
  }
  return { value: machine.result.value, length: machine.reader.position, refused: machine.refused };
}

function step(machine: PickleMachine): void {
  const code = machine.reader.uint8();
  const operation = operations.get(code);
  if (!operation)
    throw machine.corrupt(`opcode 0x${code.toString(16).padStart(2, '0')} is unknown or unsupported.`);
  operation(machine);
}
