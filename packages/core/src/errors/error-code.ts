/**
 * Every failure LangSeg reports, by stable code. Codes are API: they are never renamed.
 * The command line maps `USAGE` to exit status 2, `ABORTED` to 130 and everything else to 1.
 */
export type ErrorCode =
  /** An option or argument that a person typed is wrong. */
  | 'USAGE'
  /** The caller's `AbortSignal` fired, or Ctrl-C was pressed. */
  | 'ABORTED'
  /** A config file or object does not fit its schema, or names an unknown component. */
  | 'CONFIG_INVALID'
  /** A model bundle, specification or component was written for a newer LangSeg. */
  | 'VERSION_UNSUPPORTED'
  /** A tensor has another shape or dtype than the operation needs. */
  | 'SHAPE_MISMATCH'
  /** A label set can't be used (empty, too many for the regulariser, all words unknown …). */
  | 'LABELS_INVALID'
  /** An image can't be decoded. */
  | 'IMAGE_UNREADABLE'
  /** An image has more pixels than the configured limit. */
  | 'IMAGE_TOO_LARGE'
  /** A model bundle has more bytes than the configured limit or the memory allows. */
  | 'MODEL_TOO_LARGE'
  /** A checkpoint, safetensors or ONNX file is truncated, corrupt or not of that format. */
  | 'FILE_CORRUPT'
  /** A file asks for something LangSeg refuses to do (forbidden pickle globals, zip bombs …). */
  | 'FILE_UNSAFE'
  /** A checkpoint lacks, exceeds or misshapes the tensors that an architecture needs. */
  | 'WEIGHTS_MISMATCH'
  /** A file, model or bundle part was not found. */
  | 'NOT_FOUND'
  /** A file's sha256 is not the expected one. */
  | 'HASH_MISMATCH'
  /** Reading or writing failed (disk full, no permission …). */
  | 'IO_FAILED'
  /** A download failed, or is needed while offline mode is on. */
  | 'NETWORK_FAILED'
  /** A database is absent, full, of another version or refuses something; `context.reason` says which. */
  | 'DATABASE_FAILED'
  /** A package that is installed on demand is absent, or doesn't load. */
  | 'PACKAGE_MISSING'
  /** No runtime can run the model here, or the runtime rejected it. */
  | 'RUNTIME_FAILED'
  /** An ONNX graph is malformed or uses an operator that is not supported here. */
  | 'GRAPH_INVALID'
  /** Training went wrong: the loss is no number or has exploded, or gradients are not finite. */
  | 'TRAINING_DIVERGED'
  /** A session, encoder or encoded image was used after `dispose()`. */
  | 'DISPOSED';
