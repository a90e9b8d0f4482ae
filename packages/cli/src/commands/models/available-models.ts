import { bundleBytes, modelCatalogue } from '@langseg/convert';
import prettyBytes from 'pretty-bytes';
import { plainTable } from '../../terminal/plain-table.js';
import type { CommandContext } from '../command-context.js';
import type { ModelsOptions } from './models.js';

/** Prints models of others that are known to be convertible, and how to get each. */
export async function listAvailable({ json }: ModelsOptions, { terminal }: CommandContext): Promise<void> {
  if (json) {
    for (const model of modelCatalogue) await terminal.printJson({ ...model, bytes: bundleBytes(model) });
    return;
  }
  const { dim } = terminal.colors;
  const rows = modelCatalogue.map((model) => [
    model.name,
    `about ${prettyBytes(bundleBytes(model))}`,
    model.license,
    model.ade20k ? String(model.ade20k.miou) : '',
    model.id,
  ]);
  const heads = ['model', 'bundle', 'licence', 'ADE20K', 'hub id or files'];
  const details = modelCatalogue.flatMap(({ name, command, ade20k, sha256 = {} }) => [
    '',
    `${name}:`,
    `  ${command}`,
    ...(ade20k ? [dim(`  mIoU ${ade20k.miou} by ${ade20k.source}`)] : []),
    ...Object.entries(sha256).map(([file, hash]) => dim(`  ${file} sha256 ${hash}`)),
  ]);
  await terminal.print(
    [
      plainTable([heads.map((head) => dim(head)), ...rows], ['left', 'right', 'left', 'right']),
      ...details,
    ].join('\n'),
  );
}
