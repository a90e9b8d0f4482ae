import { corruptFile, quote, unsafeFile } from '../bytes/file-errors.js';
import { isCallable, isDangerous } from './callable-globals.js';
import type { PickleReader } from './pickle-reader.js';
import {
  type BuildContext,
  KnownGlobal,
  Opaque,
  type PickleValue,
  type ResolveGlobal,
} from './pickle-value.js';

/** What a pickle may mention, and what its persistent ids stand for. */
export interface PickleOptions {
  /** Names the pickle in errors, for example `archive/data.pkl`. */
  readonly where: string;
  readonly resolveGlobal: ResolveGlobal;
  /** Turns a persistent id (torch: a storage) into a value; without it persistent ids are refused. */
  readonly persistentLoad?: (id: PickleValue, context: BuildContext) => PickleValue;
}

/** The most objects, stacked values, marks and memo entries; a checkpoint of 1,000 tensors has about 10,000 of each. */
const maxCount = 1_000_000;

/** Longest name of a global, longer than any of Python's: a name may be put together again and again out of one long text. */
const maxNameLength = 1000;

/**
 * Most dict keys and set items that are numbers but no small indices. JavaScript hashes numbers in a known way, so a file can
 * make all of them collide.
 */
const maxNumberKeys = 10_000;
const smallIndices = 2 ** 24;

/** A global that is not on the allow-list. */
class UnknownGlobal extends Opaque {}

/** One that Python could be hurt by: it may be mentioned, neither called nor given to a call. */
class DangerousGlobal extends UnknownGlobal {}

/**
 * The state of a pickle program: stack, marks, memo. Operations on it live in the `*-operations.ts` files. It builds data
 * through an allow-list of globals and cannot do anything else.
 */
export class PickleMachine implements BuildContext {
  readonly reader: PickleReader;
  readonly refused = new Set<string>();
  /** Set by STOP. */
  result: { readonly value: PickleValue } | undefined;
  readonly #options: PickleOptions;
  readonly #stack: PickleValue[] = [];
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();
  #objects = 0;
  #spent = 0;
  #numberKeys = 0;
  #knowsDanger = false;

  constructor(reader: PickleReader, options: PickleOptions) {
    this.reader = reader;
    this.#options = options;
  }

  corrupt(message: string, cause?: unknown): Error {
    return corruptFile(`${this.#place()}: ${message}`, this.#context(), cause);
  }

  unsafe(message: string): Error {
    return unsafeFile(`${this.#place()}: ${message}`, this.#context());
  }

  spend(count: number): void {
    this.#spent += count;
    if (this.#spent > 4 * this.reader.position + 4096)
      throw this.unsafe('the pickle copies far more data than it contains, which is refused.');
  }

  key(value: PickleValue): PickleValue {
    const isNumber = typeof value === 'bigint' || typeof value === 'number';
    const isIndex = Number.isInteger(value) && (value as number) >= 0 && (value as number) < smallIndices;
    if (isNumber && !isIndex && this.#numberKeys++ >= maxNumberKeys)
      throw this.unsafe(`more than ${maxNumberKeys} keys that are large or broken numbers are refused.`);
    return value;
  }

  push(value: PickleValue): void {
    this.#limit(this.#stack.length, 'values on the stack');
    if (typeof value === 'object' && value !== null) this.#limit(this.#objects++, 'objects');
    this.#stack.push(value);
  }

  pop(): PickleValue {
    this.#require(1);
    return this.#stack.pop() as PickleValue;
  }

  top(): PickleValue {
    this.#require(1);
    return this.#stack[this.#stack.length - 1];
  }

  /** The topmost `count` values, bottom first. */
  popMany(count: number): PickleValue[] {
    this.#require(count);
    return this.#stack.splice(this.#stack.length - count);
  }

  mark(): void {
    this.#limit(this.#marks.length, 'marks');
    this.#marks.push(this.#stack.length);
  }

  /** Everything above the last mark; the mark goes too. */
  popToMark(): PickleValue[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw this.corrupt('a mark is missing.');
    return this.#stack.splice(mark);
  }

  /** POP discards a value or, right above a mark, the mark. */
  discard(): void {
    if (this.#marks.at(-1) === this.#stack.length) this.#marks.pop();
    else this.pop();
  }

  /** Stores the topmost value in the memo, by default under the next number. */
  remember(key = this.#memo.size): void {
    this.#limit(this.#memo.size, 'memo entries');
    this.#memo.set(key, this.top());
  }

  /** Pushes a value out of the memo. */
  recall(key: number): void {
    const value = this.#memo.get(key);
    if (value === undefined) throw this.corrupt(`nothing is stored under memo key ${key}.`);
    this.push(value);
  }

  global(module: string, name: string): PickleValue {
    if (module.length + name.length > maxNameLength)
      throw this.unsafe(`the name of a global has more than ${maxNameLength} characters, which is refused.`);
    const path = `${module}.${name}`;
    const resolved = this.#options.resolveGlobal(path);
    if (typeof resolved === 'function') return new KnownGlobal(path, resolved);
    if (resolved !== undefined) return resolved;
    this.refused.add(path);
    if (!isDangerous(module, name)) return new UnknownGlobal(path);
    this.#knowsDanger = true;
    return new DangerousGlobal(path);
  }

  /** What calling a global gives: data for a known one, a placeholder of the same name for a class. */
  call(callable: PickleValue, args: PickleValue): PickleValue {
    if (callable instanceof UnknownGlobal && !isCallable(callable.name))
      throw this.#unsafeCall(callable.name);
    return this.make(callable, args);
  }

  /** The same for an instance that is made without a call. */
  make(callable: PickleValue, args: PickleValue): PickleValue {
    if (!Array.isArray(args)) throw this.corrupt('the arguments of a call must be a tuple.');
    if (callable instanceof DangerousGlobal) throw this.#unsafeCall(callable.name);
    if (this.#knowsDanger) this.#refuseDanger(args);
    if (callable instanceof KnownGlobal) return callable.build(args, this);
    if (callable instanceof Opaque) return new Opaque(callable.name);
    throw this.corrupt('something that is not a class or function is called.');
  }

  persistent(id: PickleValue): PickleValue {
    if (!this.#options.persistentLoad) throw this.corrupt('a persistent id has no place in this pickle.');
    return this.#options.persistentLoad(id, this);
  }

  #unsafeCall(name: string): Error {
    return this.unsafe(
      `the pickle calls ${quote(name)}, which can run code or reach files. Nothing was run and the file is refused. ` +
        'If it is yours, save the weights alone: torch.save(model.state_dict(), …).',
    );
  }

  /** A dangerous function may be called by the one that it is given to. */
  #refuseDanger(args: readonly PickleValue[]): void {
    for (const list of [args, ...args.filter((arg) => Array.isArray(arg))]) {
      this.spend(list.length);
      for (const arg of list) if (arg instanceof DangerousGlobal) throw this.#unsafeCall(arg.name);
    }
  }

  #limit(count: number, what: string): void {
    if (count >= maxCount) throw this.unsafe(`more than ${maxCount} ${what} are refused.`);
  }

  #require(count: number): void {
    if (this.#stack.length - (this.#marks.at(-1) ?? 0) < count) throw this.corrupt('the stack is empty.');
  }

  #place(): string {
    return `${this.#options.where}, before byte ${this.reader.position}`;
  }

  #context() {
    return { entry: this.#options.where, offset: this.reader.position };
  }
}
