import { InvalidArgumentError } from 'commander';

/** Adds `name=value` to the options read so far. */
export function readAssignment(
  text: string,
  before: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Expected name=value.');
  return { ...before, [text.slice(0, at)]: readValue(text.slice(at + 1)) };
}

/** JSON where it can be read as such, else text. */
export function readValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
