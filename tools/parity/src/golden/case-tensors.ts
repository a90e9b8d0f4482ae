import { LangSegError, toFloat32, type Tensor } from '@langseg/core';
import type { CaseFiles } from './case-files.js';
import type { GoldenCase, TensorRef } from './golden-case.js';

/** Reads the input and output tensors of one case. */
export class CaseTensors {
  readonly #files: CaseFiles;
  readonly #golden: GoldenCase;

  constructor(files: CaseFiles, golden: GoldenCase) {
    this.#files = files;
    this.#golden = golden;
  }

  /** Names of the outputs to compare. Upstream left some in for information, marked as not official. */
  get outputs(): string[] {
    return Object.keys(this.#golden.outputs).filter((name) => !name.endsWith('_NOT_official'));
  }

  has(output: string): boolean {
    return output in this.#golden.outputs;
  }

  input(name: string): Promise<Tensor> {
    return this.#read('input', name, this.#golden.inputs[name]);
  }

  async floatInput(name: string): Promise<Tensor<'float32'>> {
    return toFloat32(await this.input(name));
  }

  expected(output: string): Promise<Tensor> {
    return this.#read('output', output, this.#golden.outputs[output]);
  }

  /**
   * Largest absolute difference that is allowed: what the case says for this output, for the tensor it is an excerpt
   * of (`block_0` for `block_0_first3`) or for all. Without that, whole numbers must be equal and floats agree to
   * 4e-6 of their largest magnitude or of one, whichever is larger.
   */
  tolerance(output: string, expected: Tensor): number {
    const { tolerance } = this.#golden;
    const stated = tolerance[output] ?? tolerance[output.replace(/_first\d+$/, '')] ?? tolerance['*'];
    if (stated) return stated.suggested_atol;
    if (expected.dtype !== 'float32' && expected.dtype !== 'float64') return 0;
    return (
      4e-6 * Array.from(expected.data, Number).reduce((most, value) => Math.max(most, Math.abs(value)), 1)
    );
  }

  async #read(role: string, name: string, ref: TensorRef | undefined): Promise<Tensor> {
    const place = typeof ref === 'string' ? { file: this.#golden.file, tensor: ref } : ref;
    if (!place?.file)
      throw new LangSegError(
        'NOT_FOUND',
        `The case must say where its ${role} "${name}" is, in "${role}s" and "file".`,
        { role, name },
      );
    const { tensors } = await this.#files.checkpoint(place.file);
    const source = tensors.get(place.tensor);
    if (!source)
      throw new LangSegError(
        'NOT_FOUND',
        `${place.file} must hold the ${role} "${place.tensor}"; it holds ${[...tensors.keys()].join(', ')}.`,
        place,
      );
    return source.load();
  }
}
