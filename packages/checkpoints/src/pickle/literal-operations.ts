import type { PickleMachine } from './pickle-machine.js';
import type { PickleValue } from './pickle-value.js';

/** One opcode's effect on the machine. */
export type Operation = (machine: PickleMachine) => void;

/** Longest numbers, as digits or bytes. Python writes no float with more than 24 characters; torch's magic number has 20 digits. */
const maxNumberLength = 1000;

/** Characters of a text of protocol 0. */
const maxEscapedLength = 1_000_000;

const literal =
  (read: (machine: PickleMachine) => PickleValue): Operation =>
  (machine) =>
    machine.push(read(machine));

/** Numbers, strings and bytes, by opcode. */
export const literalOperations: readonly (readonly [number | string, Operation])[] = [
  ['N', literal(() => null)],
  [0x88, literal(() => true)],
  [0x89, literal(() => false)],
  ['K', literal(({ reader }) => reader.uint8())],
  ['M', literal(({ reader }) => reader.uint16())],
  ['J', literal(({ reader }) => reader.int32())],
  [0x8a, literal((machine) => littleEndianInteger(machine, machine.reader.uint8()))],
  [0x8b, literal((machine) => littleEndianInteger(machine, machine.reader.uint32()))],
  ['G', literal(({ reader }) => reader.float64())],
  ['X', literal(({ reader }) => reader.utf8(reader.uint32()))],
  [0x8c, literal(({ reader }) => reader.utf8(reader.uint8()))],
  [0x8d, literal(({ reader }) => reader.utf8(reader.uint64()))],
  ['B', literal(({ reader }) => reader.bytes(reader.uint32()).slice())],
  ['C', literal(({ reader }) => reader.bytes(reader.uint8()).slice())],
  [0x8e, literal(({ reader }) => reader.bytes(reader.uint64()).slice())],
  [0x96, literal(({ reader }) => reader.bytes(reader.uint64()).slice())],
  // Python 2 strings and the text forms of protocol 0.
  ['T', literal(({ reader }) => reader.utf8(reader.uint32()))],
  ['U', literal(({ reader }) => reader.utf8(reader.uint8()))],
  ['I', literal(integerLine)],
  ['L', literal((machine) => decimalInteger(machine, numberLine(machine).replace(/L$/, '')))],
  ['F', literal(floatLine)],
  ['S', literal(quotedLine)],
  ['V', literal((machine) => unescape(escapedLine(machine)))],
];

function littleEndianInteger(machine: PickleMachine, length: number): number | bigint {
  if (length > maxNumberLength) throw machine.unsafe(`an integer of ${length} bytes is refused.`);
  let hex = '';
  for (const byte of machine.reader.bytes(length)) hex = byte.toString(16).padStart(2, '0') + hex;
  return narrow(hex ? BigInt.asIntN(8 * length, BigInt(`0x${hex}`)) : 0n);
}

/** A line that spells a number. Its length is bounded before anything looks at it. */
export function numberLine(machine: PickleMachine): string {
  const text = machine.reader.line();
  if (text.length > maxNumberLength)
    throw machine.unsafe(`a number of ${text.length} characters is refused (at most ${maxNumberLength}).`);
  return text.trim();
}

function decimalInteger(machine: PickleMachine, text: string): number | bigint {
  if (!/^[-+]?\d+$/.test(text)) throw machine.corrupt('an integer was expected.');
  return narrow(BigInt(text.replace(/^\+/, '')));
}

/** Protocols 0 and 1 spell booleans as the integers 00 and 01. */
function integerLine(machine: PickleMachine): PickleValue {
  const text = numberLine(machine);
  return text === '00' || text === '01' ? text === '01' : decimalInteger(machine, text);
}

function floatLine(machine: PickleMachine): number {
  const text = numberLine(machine);
  if (!/^[-+]?(inf|nan|\d+(\.\d*)?(e[-+]?\d+)?)$/.test(text)) throw machine.corrupt('a float was expected.');
  return Number(text.replace('inf', 'Infinity'));
}

/** A line of text that may hold escapes; only protocol 0 writes them, and each takes more memory than its letters. */
function escapedLine(machine: PickleMachine): string {
  const text = machine.reader.latin1Line();
  if (text.length > maxEscapedLength)
    throw machine.unsafe(
      `a text of ${text.length} characters on one line is refused (at most ${maxEscapedLength}).`,
    );
  return text;
}

function quotedLine(machine: PickleMachine): string {
  const text = escapedLine(machine);
  const isQuoted = text.length > 1 && /['"]/.test(text[0]) && text.at(-1) === text[0];
  if (!isQuoted) throw machine.corrupt('a quoted string was expected.');
  return unescape(text.slice(1, -1));
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

function unescape(text: string): string {
  return text.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|([nrt\\'"]))/g,
    (_, x?: string, u?: string, plain?: string) =>
      plain ? (escapes[plain] ?? plain) : String.fromCharCode(parseInt((x ?? u) as string, 16)),
  );
}

function narrow(value: bigint): number | bigint {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
