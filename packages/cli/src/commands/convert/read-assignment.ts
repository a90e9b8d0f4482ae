import { InvalidArgumentError } from 'commander';
import { readValue } from '../read-value.js';

/** Adds `name=value` to the options read so far. */
export function readAssignment(
  text: string,
  before: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Expected name=value.');
  return { ...before, [text.slice(0, at)]: readValue(text.slice(at + 1)) };
}
