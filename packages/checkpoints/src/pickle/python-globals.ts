import {
  type Builder,
  type BuildContext,
  KnownGlobal,
  Namespace,
  Opaque,
  PickleObject,
  type PickleValue,
} from './pickle-value.js';

/** The items of a list, tuple, set, or the keys of a dict, copied. */
function itemsOf(value: PickleValue | undefined, context: BuildContext): PickleValue[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) {
    context.spend(value.length);
    return [...value];
  }
  if (value instanceof Set || value instanceof Map) {
    context.spend(value.size);
    return [...value.keys()];
  }
  throw context.corrupt('a collection is made from something that is not one.');
}

function dictOf(value: PickleValue | undefined, context: BuildContext): Map<PickleValue, PickleValue> {
  if (value instanceof Map) {
    context.spend(value.size);
    return new Map(value);
  }
  const map = new Map<PickleValue, PickleValue>();
  for (const pair of itemsOf(value, context)) {
    if (!Array.isArray(pair) || pair.length !== 2)
      throw context.corrupt('a dict is made from something other than pairs.');
    map.set(context.key(pair[0]), pair[1]);
  }
  return map;
}

const buildDict: Builder = ([items], context) => dictOf(items, context);
const buildList: Builder = ([items], context) => itemsOf(items, context);
const buildSet: Builder = ([items], context) =>
  new Set(itemsOf(items, context).map((item) => context.key(item)));
/** `defaultdict(factory, items)`. */
const buildDefaultDict: Builder = ([, items], context) => dictOf(items, context);
const buildNamespace: Builder = () => new Namespace();

/** `_codecs.encode(text, 'latin1')`: how protocol 2 writes bytes. */
const encode: Builder = ([text, encoding = 'utf-8'], context) => {
  if (typeof text !== 'string' || typeof encoding !== 'string')
    throw context.corrupt('text to encode is missing.');
  context.spend(text.length);
  if (/^utf-?8$/i.test(encoding)) return new TextEncoder().encode(text);
  if (!/^(latin-?1|iso-?8859-1)$/i.test(encoding)) return new Opaque('_codecs.encode');
  return Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    if (code > 255) throw context.corrupt('text to encode is not Latin-1.');
    return code;
  });
};

const buildBytes: Builder = ([content], context) => {
  if (content === undefined) return new Uint8Array();
  if (!(content instanceof Uint8Array)) throw context.corrupt('bytes are made from something else.');
  context.spend(content.length);
  return content.slice();
};

/** `copyreg._reconstructor(class, base, state)`: an instance without a call. */
const reconstruct: Builder = ([type], context) => {
  if (type instanceof KnownGlobal) return type.build([], context);
  if (!(type instanceof PickleObject)) throw context.corrupt('an instance without a class is built.');
  return new Opaque(type.name);
};

const builtins: Readonly<Record<string, Builder>> = {
  set: buildSet,
  frozenset: buildSet,
  list: buildList,
  tuple: buildList,
  dict: buildDict,
  bytes: buildBytes,
  bytearray: buildBytes,
  complex: () => new Opaque('builtins.complex'),
  object: () => new Opaque('builtins.object'),
  range: () => new Opaque('builtins.range'),
  slice: () => new Opaque('builtins.slice'),
};

/** The allow-list for Python's own globals and the dict subclasses that trainers save. */
export const pythonGlobals: ReadonlyMap<string, Builder> = new Map<string, Builder>([
  ...Object.entries(builtins).flatMap(([name, builder]): [string, Builder][] => [
    [`builtins.${name}`, builder],
    [`__builtin__.${name}`, builder],
  ]),
  ['collections.OrderedDict', buildDict],
  ['collections.Counter', buildDict],
  ['collections.defaultdict', buildDefaultDict],
  ['argparse.Namespace', buildNamespace],
  ['types.SimpleNamespace', buildNamespace],
  ['pytorch_lightning.utilities.parsing.AttributeDict', buildDict],
  ['lightning_fabric.utilities.data.AttributeDict', buildDict],
  ['lightning.fabric.utilities.data.AttributeDict', buildDict],
  ['_codecs.encode', encode],
  ['copyreg._reconstructor', reconstruct],
  ['copy_reg._reconstructor', reconstruct],
]);
