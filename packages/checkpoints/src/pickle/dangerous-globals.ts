/** Modules whose functions run code, load code, or reach files, processes and the network. */
const modules = new Set(
  (
    'os posix nt posixpath ntpath sys subprocess commands popen2 pty shutil fcntl ' +
    'builtins __builtin__ __builtins__ importlib imp runpy pkgutil zipimport code codeop types inspect operator ' +
    'pickle _pickle cPickle marshal shelve dill cloudpickle joblib copyreg copy_reg _codecs codecs ' +
    'ctypes _ctypes cffi mmap io _io fileinput tempfile webbrowser ' +
    'socket _socket ssl asyncio http urllib urllib2 requests httplib ftplib smtplib telnetlib xmlrpc socketserver ' +
    'threading _thread multiprocessing concurrent bdb pdb timeit cProfile pydoc doctest ' +
    'pip setuptools distutils ensurepip venv idlelib'
  ).split(' '),
);

/** The same reach through modules that are harmless otherwise. */
const globals = new Set([
  'numpy.load',
  'numpy.fromfile',
  'numpy.memmap',
  'numpy.core.records.fromfile',
  'numpy.testing._private.utils.runstring',
  'torch.load',
  'torch.storage._load_from_bytes',
  'torch.serialization.load',
  'torch.classes.load_library',
  'torch.ops.load_library',
]);

const prefixes = [
  'torch.hub.',
  'torch.utils.cpp_extension.',
  'torch.utils.model_zoo.',
  'torch.package.',
  'torch.jit.load',
];

/**
 * Whether calling the global `module.name` could do harm in Python. Attribute access hidden in the name (protocol 4
 * allows `torch` + `os.system`) counts as the module it reaches.
 */
export function isDangerous(module: string, name: string): boolean {
  const path = `${module}.${name}`;
  return (
    modules.has(module.split('.')[0]) ||
    name
      .split('.')
      .slice(0, -1)
      .some((part) => modules.has(part)) ||
    globals.has(path) ||
    prefixes.some((prefix) => path.startsWith(prefix))
  );
}
