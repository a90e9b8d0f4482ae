import { describe, expect, test } from 'vitest';
import { assemble, pickle, text, tuple } from '../__fixtures__/assemble.js';
import { resolveTorchGlobal } from '../torch/torch-globals.js';
import { runPickle } from './run-pickle.js';

const run = (program: Uint8Array) =>
  runPickle(program, { where: 'test.pkl', resolveGlobal: resolveTorchGlobal });

/** What public scanners of pickles look for, as `module name`. */
const threats = `
os system|posix system|nt system|os popen|os execv|os spawnl|os rename|os remove|os putenv|subprocess Popen|subprocess run|subprocess check_output
commands getoutput|popen2 popen3|pty spawn|_posixsubprocess fork_exec|builtins eval|builtins exec|builtins compile|builtins open|builtins getattr
builtins setattr|builtins __import__|builtins breakpoint|builtins globals|builtins map|builtins filter|builtins input|builtins print|__builtin__ eval
__builtin__ execfile|__builtin__ apply|__builtin__ reload|__builtin__ file|importlib import_module|importlib.util spec_from_file_location|runpy run_path
runpy _run_code|imp load_source|zipimport zipimporter|pkgutil resolve_name|code InteractiveInterpreter|code interact|codeop compile_command
bdb Bdb|bdb Bdb.run|pdb run|pdb Pdb|cProfile run|cProfile runctx|profile run|profile Profile.runctx|timeit timeit|timeit main|timeit Timer.timeit|trace Trace.run
trace Trace.runctx|doctest debug_script|pydoc pipepager|pydoc locate|operator attrgetter|operator itemgetter|operator methodcaller
_operator attrgetter|_operator methodcaller|_operator call|operator call|functools partial|_functools partial|functools reduce|functools partialmethod
itertools starmap|types FunctionType|types CodeType|types MethodType|inspect getattr_static|ctypes CDLL|ctypes WinDLL|ctypes util.find_library
_ctypes dlopen|pickle loads|pickle load|_pickle loads|cPickle loads|_pickle Unpickler|marshal loads|shelve open|shelve DbfilenameShelf|dill loads
dill load_session|cloudpickle loads|joblib load|jsonpickle decode|pandas read_pickle|pandas.io.pickle read_pickle|pandas eval
pandas.core.computation.eval eval|numpy load|numpy fromfile|numpy memmap|numpy.core.records fromfile|numpy.f2py.crackfortran getlincoef|numpy.f2py.crackfortran myeval
numpy.testing._private.utils runstring|numpy.testing._private.utils rundocs|numpy.distutils.exec_command exec_command|torch load|torch save|torch compile
torch.storage _load_from_bytes|torch.serialization load|torch.hub load|torch.hub download_url_to_file|torch.jit load|torch.jit._script script
torch.multiprocessing spawn|torch.multiprocessing.spawn spawn|torch.multiprocessing Process|torch.package PackageImporter|torch.classes load_library
torch.ops load_library|torch.utils.cpp_extension load_inline|torch.utils.model_zoo load_url|torch.utils._config_module ConfigModule.load_config
torch.utils.bottleneck.__main__ run_cprofile|torch.utils.bottleneck.__main__ run_autograd_prof|torch.utils.collect_env run
torch.utils.data.datapipes.utils.decoder basichandlers|torch.jit.unsupported_tensor_ops execWrapper|torch._dynamo.guards GuardBuilder.get
torch._inductor.codecache compile_file|torch._inductor.codecache.PyCodeCache load|torch.fx.experimental.symbolic_shapes ShapeEnv.evaluate_guards_expression
torch.distributed.rpc rpc_sync|torch os.system|torch.nn.modules.module os.system|torch.fx _symbolic_trace.os.system|shutil rmtree|shutil copyfile|io open|io FileIO
_io FileIO|_io open|pathlib os.system|tempfile mktemp|tempfile NamedTemporaryFile|fileinput FileInput|linecache getlines|mmap mmap|socket socket|socket create_connection
_socket socket|ssl SSLSocket|asyncio run|asyncio create_subprocess_shell|asyncio.unix_events _UnixSubprocessTransport._start|http.client HTTPSConnection
http.server HTTPServer|httplib HTTPSConnection|urllib.request urlopen|urllib2 urlopen|urllib urlretrieve|ftplib FTP|smtplib SMTP|telnetlib Telnet|imaplib IMAP4
poplib POP3|nntplib NNTP|xmlrpc.client ServerProxy|socketserver TCPServer|requests get|requests.api post|aiohttp.client ClientSession|aiohttp ClientSession|httpx get
webbrowser open|uuid _get_command_stdout|_aix_support _read_cmd_output|_osx_support _read_output|_osx_support _find_build_tool|_pyrepl.pager pipe_pager
idlelib.run Executive.runcode|idlelib.pyshell ModifiedInterpreter.runcode|idlelib.calltip get_entity|idlelib.debugobj ObjectTreeItem.SetText|lib2to3.pgen2.grammar Grammar.loads
lib2to3.pgen2.pgen ParserGenerator.make_label|logging.config listen|logging.config fileConfig|logging FileHandler|ensurepip _run_pip|venv create
pip main|pip._internal main|setuptools setup|distutils.file_util write_file|distutils.spawn spawn|site addpackage|sys settrace|sys exit|signal signal|threading Thread
_thread start_new_thread|multiprocessing Process|multiprocessing.util spawnv_passfds|concurrent.futures ProcessPoolExecutor|sched scheduler|atexit register|gc get_objects
sqlite3 connect|dbm open|tarfile open|zipfile ZipFile|gzip open|bz2 open|lzma open|plistlib load|xml.etree.ElementTree parse|configparser ConfigParser
yaml unsafe_load|yaml full_load|yaml UnsafeLoader|ruamel.yaml YAML|IPython start_ipython|psutil Popen|paramiko SSHClient|pexpect run|sh Command|fsspec open
codecs open|codecs decode|copyreg add_extension|typing get_type_hints|dataclasses make_dataclass|string Formatter|test.support.script_helper assert_python_ok
matplotlib.cbook _premultiplied_argb32|sklearn.utils._pickle load|my.tools run|__main__ payload
`
  .trim()
  .split(/[|\n]/)
  .map((line) => line.split(' ') as [module: string, name: string]);

const named = (module: string, name: string) => assemble(text(module), text(name), '\x93');

describe('names on public lists of threats', () => {
  const refusal = {
    code: 'FILE_UNSAFE',
    message: expect.stringMatching(/the pickle calls ".*Nothing was run/),
  };

  test.each(threats)('calling %s.%s refuses the file, in every form', (module, name) => {
    const global = named(module, name);
    for (const program of [
      assemble(global, tuple(text('id')), 'R'),
      assemble('(', global, text('id'), 'o'),
      ...(name.includes('.') ? [] : [assemble(`(S'id'\ni${module}\n${name}\n`)]),
    ])
      expect(() => run(pickle(program))).toThrowError(expect.objectContaining(refusal));
  });

  test.each([
    ['torch._tensor', '_rebuild_from_type_v2'],
    ['collections', 'defaultdict'],
    ['my.module', 'Callback'],
    ['copyreg', '_reconstructor'],
  ])('giving one to %s.%s refuses it as well', (module, name) => {
    const args = [named('os', 'system'), named('torch', 'Tensor'), tuple(text('id'))];
    for (const call of ['R', '\x81'])
      for (const list of [tuple(...args), tuple(tuple(...args))])
        expect(() => run(pickle(assemble(named(module, name), list, call)))).toThrowError(
          expect.objectContaining(refusal),
        );
  });

  test('a list of arguments that is used again and again costs no time', () => {
    const list = assemble(
      named('os', 'system'),
      '0(',
      'N'.repeat(50_000),
      'tq\x000',
      named('my', 'Thing'),
      'q\x010',
    );
    expect(() => run(pickle(assemble(list, 'h\x01h\x00R0'.repeat(10_000), 'N')))).toThrowError(
      /copies far more data/,
    );
  });
});

describe('what checkpoints do call', () => {
  test.each([
    ['collections', 'OrderedDict'],
    ['collections', 'deque'],
    ['datetime', 'timedelta'],
    ['pathlib', 'PosixPath'],
    ['uuid', 'UUID'],
    ['builtins', 'complex'],
    ['torch._utils', '_rebuild_sparse_tensor'],
    ['torch._utils', '_rebuild_qtensor'],
    ['torch.nn.modules.conv', 'Conv2d'],
    ['numpy.random._pickle', '__randomstate_ctor'],
    ['pandas._libs.internals', '_unpickle_block'],
    ['omegaconf.dictconfig', 'DictConfig'],
    ['mmengine.logging.history_buffer', 'HistoryBuffer'],
    ['pytorch_lightning.trainer.states', 'RunningStage'],
    ['my.models', 'Outer.Inner'],
    ['__main__', '_Config'],
  ])('%s.%s is a value or a placeholder', (module, name) => {
    expect(() => run(pickle(assemble(named(module, name), tuple(), 'R')))).not.toThrow();
  });

  test('an instance is made of a class with a name in small letters, too', () => {
    expect(() => run(pickle(assemble(named('yacs.config', 'cfg_node'), tuple(), '\x81')))).not.toThrow();
  });
});
