import { describe, expect, test } from 'vitest';
import { assemble, int, pickle, text, tuple } from '../__fixtures__/assemble.js';
import { pythonPickles } from '../__fixtures__/python-pickles.js';
import { resolveTorchGlobal } from '../torch/torch-globals.js';
import { Namespace, Opaque, type PickleValue } from './pickle-value.js';
import { runPickle } from './run-pickle.js';

const run = (bytes: Uint8Array) => runPickle(bytes, { where: 'test.pkl', resolveGlobal: resolveTorchGlobal });
const valueOf = (bytes: Uint8Array) => run(bytes)?.value;

describe('what Python pickles', () => {
  test.each(pythonPickles.map((encoded, protocol) => [protocol, encoded] as const))(
    'protocol %i',
    (_, encoded) => {
      const bytes = new Uint8Array(Buffer.from(encoded, 'base64'));
      const result = run(bytes);
      const expected = new Map<PickleValue, PickleValue>([
        [
          'numbers',
          [
            0,
            1,
            255,
            256,
            65535,
            65536,
            -1,
            2 ** 31,
            -(2 ** 40),
            10n ** 30n,
            -(10n ** 30n),
            2.5,
            -0,
            Infinity,
          ],
        ],
        ['constants', [null, true, false]],
        ['text', ['', 'naïve ✓', '"quoted" \\ \n']],
        ['bytes', Uint8Array.of(0, 255)],
        ['tuples', [[], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4]]],
        ['set', new Set([1])],
        ['frozen', new Set([2])],
        [
          'ordered',
          new Map([
            ['b', 1],
            ['a', 2],
          ]),
        ],
        ['counter', new Map([['a', 2]])],
        ['default', new Map([['k', [1]]])],
        ['namespace', new Namespace([['lr', 0.5]])],
        ['array', Uint8Array.of(97, 98)],
        ['__proto__', new Map([['polluted', true]])],
      ]);
      expect(result?.value).toEqual(expected);
      expect(result?.length).toBe(bytes.length);
      expect([...(result?.refused ?? [])]).toEqual([]);
      expect('polluted' in {}).toBe(false);
    },
  );

  test('an unfinished pickle gives nothing', () => {
    const bytes = pickle(text('complete'));
    for (let end = 0; end < bytes.length; end++) expect(run(bytes.subarray(0, end))).toBeUndefined();
  });
});

describe('globals', () => {
  test.each([
    ['os.system', assemble("cos\nsystem\n(S'echo pwned'\ntR")],
    ['posix.system', assemble('cposix\nsystem\n', tuple(text('id')), 'R')],
    ['subprocess.Popen', assemble('csubprocess\nPopen\n', tuple(text('id')), 0x81)],
    ['builtins.eval', assemble('\x8c\x08builtins\x8c\x04eval\x93', tuple(text('1')), 'R')],
    ['__builtin__.exec', assemble('(i__builtin__\nexec\n')],
    ['builtins.getattr', assemble('(cbuiltins\ngetattr\n', text('x'), 'o')],
    ['builtins.__import__', assemble('cbuiltins\n__import__\n', tuple(text('os')), '}', 0x92)],
    ['torch.os.system', assemble('\x8c\x05torch\x8c\x09os.system\x93', tuple(text('id')), 'R')],
    ['torch.load', assemble('ctorch\nload\n', tuple(text('x')), 'R')],
    ['importlib.import_module', assemble('cimportlib\nimport_module\n', tuple(text('os')), 'R')],
    ['operator.attrgetter', assemble('coperator\nattrgetter\n', tuple(text('x')), 'R')],
  ])('calling %s refuses the file', (name, program) => {
    expect(() => run(pickle(program))).toThrowError(
      expect.objectContaining({ code: 'FILE_UNSAFE', message: expect.stringContaining(name) as string }),
    );
  });

  test('mentioning one is harmless and listed', () => {
    const result = run(pickle('cos\nsystem\n'));
    expect(result?.value).toBeInstanceOf(Opaque);
    expect([...(result?.refused ?? [])]).toEqual(['os.system']);
  });

  test('calling an unknown one gives a placeholder with its state', () => {
    const result = run(pickle(assemble('cmy.module\nThing\n', tuple(1, 2), 'R}', text('a'), int(5), 'sb')));
    expect(result?.value).toMatchObject({ name: 'my.module.Thing', state: new Map([['a', 5]]) });
    expect([...(result?.refused ?? [])]).toEqual(['my.module.Thing']);
  });

  test('whatever a placeholder is called with stays one', () => {
    const value = valueOf(pickle(assemble('cmy\nFactory\n', tuple(1), 'R', tuple(2), 'R')));
    expect(value).toMatchObject({ name: 'my.Factory' });
  });
});

describe('shared and cyclic values', () => {
  test('a list that holds itself', () => {
    const value = valueOf(pickle(']q\x00h\x00a')) as PickleValue[];
    expect(value[0]).toBe(value);
  });

  test('a dict that holds itself', () => {
    const value = valueOf(pickle('}q\x00K\x01h\x00s')) as Map<PickleValue, PickleValue>;
    expect(value.get(1)).toBe(value);
  });
});

describe('malformed programs', () => {
  test.each([
    ['an unknown opcode', '\xff', /opcode 0xff/],
    ['extension codes', '\x82\x01', /opcode 0x82/],
    ['out-of-band buffers', '\x97', /opcode 0x97/],
    ['a future protocol', '\x80\x06', /protocol 6/],
    ['an empty stack', 'R', /stack is empty/],
    ['reaching below a mark', 'K\x01(\x85', /stack is empty/],
    ['a missing mark', 't', /mark is missing/],
    ['an unknown memo key', 'h\x07', /memo key 7/],
    ['appending to a number', 'K\x01K\x02a', /is not a list/],
    ['a dict of a number', 'K\x01K\x02K\x03s', /is not a dict/],
    ['a key without a value', '}(K\x01u', /without a value/],
    ['calling a number', 'K\x01)R', /is not a class or function/],
    ['arguments that are no tuple', 'cmy\nX\nNR', /must be a tuple/],
    ['a state without an object', 'K\x01}b', /has none/],
    ['a persistent id', 'K\x01Q', /persistent id/],
    ['text that is not UTF-8', 'X\x01\x00\x00\x00\xff', /UTF-8/],
    ['a global without names', 'K\x01K\x02\x93', /names of its module/],
    ['an integer line of letters', 'Iabc\n', /an integer was expected/],
    ['a float line of letters', 'Fabc\n', /a float was expected/],
    ['a float line that names a property', 'Fconstructor\n', /a float was expected/],
    ['a string line without quotes', 'Sabc\n', /quoted string/],
  ])('%s', (_, program, message) => {
    expect(() => run(pickle(assemble(program)))).toThrowError(
      expect.objectContaining({ code: 'FILE_CORRUPT', message: expect.stringMatching(message) as string }),
    );
  });

  test('the place is named', () => {
    expect(() => run(assemble('\x80\x02K\x01K\x02\xff'))).toThrowError(/test\.pkl, before byte 7/);
  });
});

describe('programs that would take more than they hold', () => {
  const repeat = (piece: string, count: number) => assemble('\x80\x02', piece.repeat(count), '.');
  test.each([
    ['objects', repeat('}0', 1_000_001)],
    ['stack', repeat('N', 1_000_001)],
    ['marks', repeat('(', 1_000_001)],
    ['memo entries', assemble('\x80\x04N', '\x94'.repeat(1_000_001), '.')],
    [
      'copies far more data',
      assemble(
        '\x80\x02]q\x00(',
        'N'.repeat(50_000),
        'e0',
        'c__builtin__\nset\nh\x00\x85R0'.repeat(100),
        '.',
      ),
    ],
    ['integer of', assemble('\x80\x02\x8b\xff\xff\xff\x00', new Uint8Array(0xffffff), '.')],
    ['number of', assemble('I', '9'.repeat(100_000), '\n.')],
  ])('%s', (what, bytes) => {
    expect(() => run(bytes)).toThrowError(
      expect.objectContaining({ code: 'FILE_UNSAFE', message: expect.stringContaining(what) as string }),
    );
  });

  test('lengths beyond the file allocate nothing', () => {
    expect(run(assemble('\x80\x04\x8e\xff\xff\xff\xff\xff\xff\xff\x7f'))).toBeUndefined();
    expect(run(assemble('\x80\x04B\xff\xff\xff\xff'))).toBeUndefined();
  });

  test('deep nesting does not recurse', () => {
    const depth = 200_000;
    expect(valueOf(assemble('\x80\x02', ']'.repeat(depth), 'a'.repeat(depth - 1), '.'))).toHaveLength(1);
  });
});
