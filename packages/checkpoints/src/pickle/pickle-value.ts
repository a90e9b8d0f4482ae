/**
 * A value out of a pickle, as plain data. Lists and tuples are arrays, dicts are `Map`s (so a key such as `__proto__` is
 * just a key), bytes are `Uint8Array`, integers beyond 2^53 are `bigint`. Values may be shared and cyclic, as in Python.
 */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | Set<PickleValue>
  | PickleObject;

/** A Python object that has no plain counterpart. */
export abstract class PickleObject {
  /** Its Python class or global, as `module.name`. */
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  /** Receives what Python would give to `__setstate__` (opcode BUILD). */
  setState(_state: PickleValue, _context: BuildContext): void {}
}

/** A class, function or instance that was not built: nothing is left of it but its name and the data it holds. */
export class Opaque extends PickleObject {
  /** The attributes it was pickled with, if any. */
  state?: PickleValue;
  /** The items of a subclass of `dict` or, numbered, of `list`. */
  items?: Map<PickleValue, PickleValue>;

  override setState(state: PickleValue): void {
    this.state = state;
  }
}

/** A global of the allow-list: its builder makes data out of pickled arguments. */
export class KnownGlobal extends PickleObject {
  readonly build: Builder;

  constructor(name: string, build: Builder) {
    super(name);
    this.build = build;
  }
}

/** `argparse.Namespace` and its like: attributes as a `Map`. */
export class Namespace extends Map<PickleValue, PickleValue> {}

/** Turns pickled arguments into data. It must not do anything else. */
export type Builder = (args: readonly PickleValue[], context: BuildContext) => PickleValue;

/** What a builder may ask of the machine. */
export interface BuildContext {
  /** An error that names the place in the file. */
  corrupt(message: string): Error;
  /** Pays for copying `count` elements; throws when a file has more copied than its own size warrants. */
  spend(count: number): void;
  /** Passes on a dict key or set item; throws when a file has more numbers among them than a hash table can stand. */
  key(value: PickleValue): PickleValue;
}

/** What a global of a pickle stands for: a builder, or a value; `undefined` makes it {@link Opaque}. */
export type ResolveGlobal = (name: string) => Builder | PickleValue | undefined;
