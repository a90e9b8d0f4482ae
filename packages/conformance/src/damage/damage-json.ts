import type { RandomNumbers } from './random-numbers.js';

/** A place of a value in a tree of JSON: what holds it, under which key. */
interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

/** Stands for a number that `JSON.stringify` can't write. */
const beyondDoubles = '\ue000beyond-doubles';

/** What a value may be replaced with. */
const strangers: readonly ((random: RandomNumbers) => unknown)[] = [
  () => null,
  () => true,
  (random) => [0, -1, 1, 0.5, -1e9, 1e9, 65_537, 2 ** 31, 2 ** 53, 1e308][random(10)],
  () => beyondDoubles,
  (random) => ['', ' ', '\0', '../x', '__proto__', 'constructor', '\ud800', 'NaN', '-1'][random(9)],
  (random) => 'ab"\\\n'[random(5)].repeat(1 + random(5000)),
  () => [],
  () => ({}),
  (random) => nested(1 + random(2000)),
];

const keys = ['__proto__', 'constructor', 'toString', 'length', '', 'type', '0', '\u0000'];

/**
 * A file of JSON with one value replaced, removed, moved, repeated or called something else, so that it is JSON still and what
 * reads it further on is reached; `undefined` for bytes that are no JSON object or array.
 */
export function damageJson(bytes: Uint8Array, random: RandomNumbers): Uint8Array | undefined {
  const tree = parse(bytes);
  if (tree === undefined) return undefined;
  const root = { tree };
  const places = placesOf(root);
  const place = places[random(places.length)];
  changes[random(changes.length)](place, places, random);
  const text = JSON.stringify(root.tree) ?? '';
  return new TextEncoder().encode(text.replaceAll(`"${beyondDoubles}"`, '1e400'));
}

type Change = (place: Place, places: readonly Place[], random: RandomNumbers) => void;

const changes: readonly Change[] = [
  replace,
  replace,
  replace,
  ({ holder, key }) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  },
  ({ holder, key }, places, random) => {
    const other = places[random(places.length)];
    holder[key] = structuredClone(other.holder[other.key]);
  },
  ({ holder, key }, _, random) => {
    const [name, value] = [keys[random(keys.length)], holder[key]];
    if (Array.isArray(holder)) holder[key as never] = { [name]: value } as never;
    else define(holder, name, value);
  },
  ({ holder, key }, _, random) => {
    const copies = new Array<unknown>(1 + random(1000)).fill(holder[key]);
    if (Array.isArray(holder)) holder.push(...copies);
    else Object.assign(holder, Object.fromEntries(copies.map((copy, i) => [`${key}${i}`, copy])));
  },
];

function replace({ holder, key }: Place, _: readonly Place[], random: RandomNumbers): void {
  holder[key] = strangers[random(strangers.length)](random);
}

/** An own property, whatever it is called. */
function define(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, configurable: true, enumerable: true, writable: true });
}

function placesOf(root: Record<string, unknown>): Place[] {
  const places: Place[] = [];
  const holders: Record<string, unknown>[] = [root];
  for (let holder = holders.pop(); holder && places.length < 5000; holder = holders.pop())
    for (const [key, value] of Object.entries(holder)) {
      places.push({ holder, key });
      if (typeof value === 'object' && value !== null) holders.push(value as Record<string, unknown>);
    }
  return places;
}

function nested(depth: number): unknown {
  let value: unknown = 0;
  for (let i = 0; i < depth; i++) value = i % 2 ? { a: value } : [value];
  return value;
}

function parse(bytes: Uint8Array): object | undefined {
  if (bytes[0] !== 0x7b && bytes[0] !== 0x5b) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
