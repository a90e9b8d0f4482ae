import { pythonModules } from './python-modules.js';

/** Packages whose classes, too, run code, load code, or reach files, processes and the network. */
const packages = new Set(
  (
    'dill cloudpickle joblib jsonpickle hickle pip setuptools pkg_resources wheel distlib cffi numba llvmlite cython pyximport ' +
    'requests aiohttp httpx urllib3 websocket websockets paramiko fabric pexpect ptyprocess sh plumbum invoke psutil ' +
    'yaml ruamel IPython ipykernel jupyter_client execnet rpyc ray dask fsspec s3fs smart_open py pytest nose'
  ).split(' '),
);

/** Parts of other packages that do. */
const parts = [
  'torch.hub.',
  'torch.package.',
  'torch.utils.cpp_extension.',
  'torch.utils.model_zoo.',
  'torch.classes.',
  'torch.ops.',
  'torch.multiprocessing.',
  'torch._inductor.',
  'torch._dynamo.',
  'numpy.distutils.',
  'numpy.f2py.',
  'numpy.testing.',
];

/** What values of Python's own types are made with. */
const harmlessPython = new Set([
  ...'bool bytes bytearray complex dict float frozenset int list memoryview object range set slice str tuple unicode long'
    .split(' ')
    .flatMap((name) => [`builtins.${name}`, `__builtin__.${name}`]),
  ...'OrderedDict Counter defaultdict deque ChainMap UserDict UserList UserString'
    .split(' ')
    .map((name) => `collections.${name}`),
  ...'date datetime time timedelta timezone tzinfo'.split(' ').map((name) => `datetime.${name}`),
  ...['pathlib', 'pathlib._local'].flatMap((module) =>
    'Path PosixPath WindowsPath PurePath PurePosixPath PureWindowsPath'
      .split(' ')
      .map((name) => `${module}.${name}`),
  ),
  ...'decimal.Decimal fractions.Fraction uuid.UUID uuid.SafeUUID re._compile array.array array._array_reconstructor'.split(
    ' ',
  ),
  ...'argparse.Namespace types.SimpleNamespace random.Random time.struct_time _codecs.encode'.split(' '),
  ...'copyreg._reconstructor copy_reg._reconstructor copyreg.__newobj__ copy_reg.__newobj__'.split(' '),
]);

/** Functions that only put values together again. */
const harmlessFunctions =
  /^(torch\._utils\._rebuild_\w+|torch\._tensor\._rebuild_from_type(_v2)?|torch\.serialization\._get_layout|numpy\.(_?core\.)?(multiarray|numeric)\.(_reconstruct|scalar|_frombuffer)|numpy\._core\.(multiarray|numeric)\.(_reconstruct|scalar|_frombuffer)|numpy\.(dtype|ndarray)|numpy\.random\._?pickle\.__\w+_ctor|numpy\.random\.__\w+_ctor|numpy\.ma\.core\._mareconstruct|pandas\._libs\.internals\._unpickle_block|pandas\.core\.indexes\.base\._new_Index|(pandas|sklearn)\.[\w.]+\.__pyx_unpickle_\w+)$/;

/** Python's convention for classes. */
const className = /^_*[A-Z]\w*$/;

/**
 * Whether a global may run code, or reach files, processes or the network when Python calls it or makes an instance of it:
 * everything of Python's library that does not merely hold a value, and packages known for it. Attribute access hidden in the
 * name (protocol 4 allows `torch` + `os.system`) counts as the module it reaches.
 */
export function isDangerous(module: string, name: string): boolean {
  const path = `${module}.${name}`;
  if (harmlessPython.has(path) || harmlessFunctions.test(path)) return false;
  const reaches = (part: string): boolean => pythonModules.has(part) || packages.has(part);
  return (
    reaches(module.split('.')[0]) ||
    name.split('.').slice(0, -1).some(reaches) ||
    parts.some((part) => path.startsWith(part))
  );
}

/**
 * Whether a file may call a global that is not dangerous: a class, which makes an instance, or one of the functions that put
 * values together again. What other functions do can't be known.
 */
export function isCallable(path: string): boolean {
  return (
    className.test(path.slice(path.lastIndexOf('.') + 1)) ||
    harmlessFunctions.test(path) ||
    harmlessPython.has(path)
  );
}
