import type { Operation } from './literal-operations.js';
import type { PickleMachine } from './pickle-machine.js';
import { Namespace, PickleObject, type PickleValue } from './pickle-value.js';

/** Globals, calls, instances and persistent ids, by opcode. */
export const objectOperations: readonly (readonly [number | string, Operation])[] = [
  ['c', (machine) => machine.push(globalOfLines(machine))],
  [0x93, stackGlobal],
  ['R', call],
  [0x81, newObject],
  [0x92, newObjectWithKeywords],
  ['i', (machine) => machine.push(machine.call(globalOfLines(machine), machine.popToMark()))],
  ['o', object],
  ['b', build],
  ['P', (machine) => machine.push(machine.persistent(machine.reader.line()))],
  ['Q', (machine) => machine.push(machine.persistent(machine.pop()))],
];

function globalOfLines(machine: PickleMachine): PickleValue {
  const module = machine.reader.line();
  return machine.global(module, machine.reader.line());
}

function stackGlobal(machine: PickleMachine): void {
  const [module, name] = machine.popMany(2);
  if (typeof module !== 'string' || typeof name !== 'string')
    throw machine.corrupt('a global needs the names of its module and of itself.');
  machine.push(machine.global(module, name));
}

/** NEWOBJ: `class.__new__(class, *args)`. */
function newObject(machine: PickleMachine): void {
  const [type, args] = machine.popMany(2);
  machine.push(machine.make(type, args));
}

function call(machine: PickleMachine): void {
  const [callable, args] = machine.popMany(2);
  machine.push(machine.call(callable, args));
}

/** NEWOBJ_EX; keyword arguments only reach classes that stay opaque. */
function newObjectWithKeywords(machine: PickleMachine): void {
  const [type, args] = machine.popMany(3);
  machine.push(machine.make(type, args));
}

function object(machine: PickleMachine): void {
  const [callable = null, ...args] = machine.popToMark();
  machine.push(machine.call(callable, args));
}

/** BUILD. Attributes of built-in containers, such as the `_metadata` of a state dict, are dropped. */
function build(machine: PickleMachine): void {
  const state = machine.pop();
  const target = machine.top();
  if (target instanceof PickleObject) target.setState(state, machine);
  else if (target instanceof Namespace && state instanceof Map) {
    machine.spend(state.size);
    for (const [name, value] of state) target.set(name, value);
  } else if (!(target instanceof Map || target instanceof Set || Array.isArray(target)))
    throw machine.corrupt('attributes are set on something that has none.');
}
