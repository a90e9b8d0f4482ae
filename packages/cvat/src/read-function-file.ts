import { readFile } from 'node:fs/promises';
import { LangSegError, listProblems, safeParse, type LabelGroup } from '@langseg/core';
import { parse } from 'yaml';
import * as z from 'zod';

const label = z.object({ name: z.string().min(1), words: z.array(z.string()).min(1).optional() });

const functionFile = z.object({
  metadata: z.object({ annotations: z.object({ spec: z.string() }) }),
});

/**
 * The labels of a function as CVAT lists them: `metadata.annotations.spec` of `function.yaml`. Words that stand for a label are its `words`, which
 * CVAT passes over.
 *
 * @throws LangSegError `CONFIG_INVALID` for a file without labels or with two of one name; `NOT_FOUND`.
 */
export async function readFunctionFile(path: string): Promise<LabelGroup[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new LangSegError('NOT_FOUND', `The function's file can't be read: ${path}.`, { path }, { cause });
  });
  const file = safeParse(functionFile, yamlOf(text, path));
  if (!file.success) throw wrong(path, listProblems(file.error));
  const labels = safeParse(z.array(label).min(1), jsonOf(file.data.metadata.annotations.spec, path));
  if (!labels.success) throw wrong(path, listProblems(labels.error));
  const names = labels.data.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw wrong(path, `two labels are called "${twice}"`);
  return labels.data.map(({ name, words = [name] }) => ({ name, words }));
}

function yamlOf(text: string, path: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100 });
  } catch (error) {
    throw wrong(path, (error as Error).message);
  }
}

function jsonOf(spec: string, path: string): unknown {
  try {
    return JSON.parse(spec);
  } catch (error) {
    throw wrong(path, `"spec" is no JSON: ${(error as Error).message}`);
  }
}

function wrong(path: string, why: string): LangSegError {
  return new LangSegError(
    'CONFIG_INVALID',
    `${path} must list the labels in metadata.annotations.spec, as [{ "id": 1, "name": "car", "type": "mask" }]: ${why}`,
    { path },
  );
}
