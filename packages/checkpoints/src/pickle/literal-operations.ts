import type { PickleMachine } from './pickle-machine.js';
import type { PickleValue } from './pickle-value.js';

/** One opcode's effect on the machine. */
export type Operation = (machine: PickleMachine) => void;

/** CPython's own limit for decimal integers; no checkpoint comes near it. */
const maxIntegerLength = 4300;

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
  ['L', literal((machine) => decimalInteger(machine, machine.reader.line().replace(/L$/, '')))],
  ['F', literal(floatLine)],
  ['S', literal(quotedLine)],
  ['V', literal(({ reader }) => unescape(reader.latin1Line()))],
];

function littleEndianInteger(machine: PickleMachine, length: number): number | bigint {
  if (length > maxIntegerLength) throw machine.unsafe(`an integer of ${length} bytes is refused.`);
  let hex = '';
  for (const byte of machine.reader.bytes(length)) hex = byte.toString(16).padStart(2, '0') + hex;
  return narrow(hex ? BigInt.asIntN(8 * length, BigInt(`0x${hex}`)) : 0n);
}

function decimalInteger(machine: PickleMachine, text: string): number | bigint {
  if (text.length > maxIntegerLength) throw machine.unsafe(`an integer of ${text.length} digits is refused.`);
  if (!/^\s*[-+]?\d+\s*$/.test(text)) throw machine.corrupt('an integer was expected.');
  return narrow(BigInt(text.trim().replace(/^\+/, '')));
}

/** Protocols 0 and 1 spell booleans as the integers 00 and 01. */
function integerLine(machine: PickleMachine): PickleValue {
  const text = machine.reader.line();
  return text === '00' || text === '01' ? text === '01' : decimalInteger(machine, text);
}

function floatLine(machine: PickleMachine): number {
  const text = machine.reader.line();
  if (!/^[-+]?(inf|nan|\d+\.?\d*(e[-+]?\d+)?)$/.test(text)) throw machine.corrupt('a float was expected.');
  return Number(text.replace('inf', 'Infinity'));
}

function quotedLine(machine: PickleMachine): string {
  const text = /^(['"])(.*)\1$/.exec(machine.reader.latin1Line())?.[2];
  if (text === undefined) throw machine.corrupt('a quoted string was expected.');
  return unescape(text);
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
