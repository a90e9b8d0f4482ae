import type { Operation } from './literal-operations.js';
import type { PickleMachine } from './pickle-machine.js';
import { Opaque, type PickleValue } from './pickle-value.js';

/** Tuples, lists, dicts and sets, by opcode. */
export const containerOperations: readonly (readonly [number | string, Operation])[] = [
  [')', (machine) => machine.push([])],
  [0x85, (machine) => machine.push(machine.popMany(1))],
  [0x86, (machine) => machine.push(machine.popMany(2))],
  [0x87, (machine) => machine.push(machine.popMany(3))],
  ['t', (machine) => machine.push(machine.popToMark())],
  [']', (machine) => machine.push([])],
  ['l', (machine) => machine.push(machine.popToMark())],
  ['a', (machine) => append(machine, machine.popMany(1))],
  ['e', (machine) => append(machine, machine.popToMark())],
  ['}', (machine) => machine.push(new Map())],
  ['d', dictOfItems],
  ['s', (machine) => setItems(machine, machine.popMany(2))],
  ['u', (machine) => setItems(machine, machine.popToMark())],
  [0x8f, (machine) => machine.push(new Set())],
  [0x90, addItems],
  [0x91, (machine) => machine.push(new Set(machine.popToMark().map((item) => machine.key(item))))],
];

function append(machine: PickleMachine, items: PickleValue[]): void {
  const target = machine.top();
  if (Array.isArray(target)) {
    for (const item of items) target.push(item);
  } else if (target instanceof Opaque) {
    const numbered = (target.items ??= new Map());
    for (const item of items) numbered.set(numbered.size, item);
  } else throw machine.corrupt('items are appended to something that is not a list.');
}

function dictOfItems(machine: PickleMachine): void {
  const items = machine.popToMark();
  machine.push(new Map());
  setItems(machine, items);
}

function setItems(machine: PickleMachine, items: PickleValue[]): void {
  const target = machine.top();
  const map = target instanceof Opaque ? (target.items ??= new Map()) : target;
  if (!(map instanceof Map)) throw machine.corrupt('items are set on something that is not a dict.');
  if (items.length % 2) throw machine.corrupt('a dict gets a key without a value.');
  for (let i = 0; i < items.length; i += 2) map.set(machine.key(items[i]), items[i + 1]);
}

function addItems(machine: PickleMachine): void {
  const items = machine.popToMark();
  const target = machine.top();
  if (!(target instanceof Set)) throw machine.corrupt('items are added to something that is not a set.');
  for (const item of items) target.add(machine.key(item));
}
