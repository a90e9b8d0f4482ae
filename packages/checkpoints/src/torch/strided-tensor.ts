import {
  bytesPerElement,
  type DType,
  fromBytes,
  sizeOf,
  type Tensor,
  type TensorSource,
} from '@langseg/core';
import { corruptFile, unsafeFile } from '../bytes/file-errors.js';
import { PickleObject } from '../pickle/pickle-value.js';
import { gather } from './gather.js';
import type { Storage } from './storage.js';
import { extentOf, isContiguous, type StridedLayout } from './strided-layout.js';

/** A view that repeats elements (`expand`) has no bytes of its own in the file, so its size needs a bound of its own. */
const maxRepeatedBytes = 16 * 2 ** 20;

/** A view of a storage, read and brought into row-major order by `load()`. */
export class StridedTensor extends PickleObject implements TensorSource {
  readonly dtype: DType;
  readonly #storage: Storage;
  readonly #layout: StridedLayout;

  /** `layout` must lie within the storage (see `parseLayout`). */
  constructor(dtype: DType, storage: Storage, layout: StridedLayout) {
    super('torch.Tensor');
    this.dtype = dtype;
    this.#storage = storage;
    this.#layout = layout;
  }

  get shape(): readonly number[] {
    return this.#layout.shape;
  }

  /**
   * Reads no more of the storage than the range that the view spans.
   *
   * @throws LangSegError `FILE_CORRUPT`, or `FILE_UNSAFE` when the view repeats elements to more than 16 MiB.
   */
  async load(): Promise<Tensor> {
    const { dtype, shape } = this;
    const layout = this.#layout;
    const width = bytesPerElement(dtype);
    const size = sizeOf(shape) * width;
    if (size > maxRepeatedBytes && size > this.#storage.byteLength)
      throw unsafeFile(
        `A tensor of shape [${shape.join(', ')}] repeats the ${this.#storage.byteLength} bytes of ${this.#storage.name} ` +
          `to ${size}, which is refused (at most ${maxRepeatedBytes}).`,
        { shape, storage: this.#storage.name },
      );
    const start = size ? layout.offset * width : 0;
    const spanned = size ? extentOf(layout) * width - start : 0;
    const bytes = await this.#storage.read(start, spanned);
    if (bytes.length !== spanned)
      throw corruptFile(`${this.#storage.name} gave ${bytes.length} bytes instead of ${spanned}.`);
    if (isContiguous(layout)) return { dtype, shape, data: fromBytes(dtype, bytes) };
    const aligned = bytes.byteOffset % 4 ? bytes.slice() : bytes;
    return { dtype, shape, data: fromBytes(dtype, gather(aligned, { ...layout, offset: 0 }, width)) };
  }
}
