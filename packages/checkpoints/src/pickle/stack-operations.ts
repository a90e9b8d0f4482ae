import { numberLine, type Operation } from './literal-operations.js';
import type { PickleMachine } from './pickle-machine.js';

const highestProtocol = 5;

/** Framing, stack and memo, by opcode. */
export const stackOperations: readonly (readonly [number | string, Operation])[] = [
  [0x80, protocol],
  [0x95, frame],
  ['(', (machine) => machine.mark()],
  ['0', (machine) => machine.discard()],
  ['1', (machine) => void machine.popToMark()],
  ['2', (machine) => machine.push(machine.top())],
  ['.', (machine) => void (machine.result = { value: machine.pop() })],
  ['p', (machine) => machine.remember(memoKey(machine))],
  ['q', (machine) => machine.remember(machine.reader.uint8())],
  ['r', (machine) => machine.remember(machine.reader.uint32())],
  [0x94, (machine) => machine.remember()],
  ['g', (machine) => machine.recall(memoKey(machine))],
  ['h', (machine) => machine.recall(machine.reader.uint8())],
  ['j', (machine) => machine.recall(machine.reader.uint32())],
];

function protocol(machine: PickleMachine): void {
  const version = machine.reader.uint8();
  if (version > highestProtocol)
    throw machine.corrupt(`pickle protocol ${version} is unknown (at most ${highestProtocol}).`);
}

/** Frames only help streaming readers; the whole pickle is at hand here. */
function frame({ reader }: PickleMachine): void {
  reader.uint64();
}

function memoKey(machine: PickleMachine): number {
  const text = numberLine(machine);
  const key = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(key)) throw machine.corrupt('a memo key must be a whole number.');
  return key;
}
