import type { Tensor } from '@langseg/core';
import type { CaseFiles } from './case-files.js';
import type { CaseTensors } from './case-tensors.js';

/**
 * Inputs by name: the case's own or, where it says `inputs_from`, those of another case, `in.*` of the file that is called
 * like it.
 */
export async function borrowedInputs(
  files: CaseFiles,
  tensors: CaseTensors,
  inputsFrom: string | undefined,
): Promise<(name: string) => Promise<Tensor>> {
  if (inputsFrom === undefined) return (name) => tensors.input(name);
  const [id] = inputsFrom.split(':');
  const other = await files.checkpoint(`${id}.safetensors`);
  return async (name) => other.tensors.get(`in.${name}`)!.load();
}
