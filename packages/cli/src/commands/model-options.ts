import type { Device } from '@langseg/adapter-node';
import { modelDtypes } from '@langseg/core';
import { Option } from 'commander';
import { wholeNumber } from './option-values.js';

/** Names of `--device`. */
export const devices = [
  'auto',
  'cpu',
  'webgpu',
  'cuda',
  'dml',
  'coreml',
] as const satisfies readonly Device[];

/** Which model, for every command that opens one. */
export function modelOption(): Option {
  return new Option(
    '-m, --model <model>',
    'default, a folder with a model bundle, a hub id or an address',
  ).default(undefined, "the config's, or default");
}

/** Where it runs. */
export function deviceOption(): Option {
  return new Option('--device <device>', 'where the model runs').choices(devices).default('cpu');
}

/** In which precision its graphs must be. */
export function dtypeOption(): Option {
  return new Option('--dtype <dtype>', 'precision that the model must have (default: any)').choices(
    modelDtypes,
  );
}

/** How many photos are worked on at a time. */
export function workersOption(): Option {
  return new Option(
    '--workers <count>',
    'threads that share the photos, each with a model of its own (default: 1)',
  ).argParser(wholeNumber(1));
}

/** On how many threads it runs. */
export function threadsOption(): Option {
  return new Option(
    '--threads <count>',
    'threads of one run (default: physical cores, at most 16)',
  ).argParser(wholeNumber(1));
}
