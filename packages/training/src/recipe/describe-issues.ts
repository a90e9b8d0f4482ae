import { nearMatches } from '@langseg/datasets';
import type { z } from 'zod';
import { knownKeys, type JsonSchema } from './known-keys.js';

/** Unknown keys of one object that are named. */
const mostKeys = 50;

/** What is wrong with a document, a line for each fault: where, what, and for a misspelt key what it may be. */
export function describeIssues(issues: readonly z.core.$ZodIssue[], schema: JsonSchema): string[] {
  return issues.flatMap((issue) => describe(issue, [], schema));
}

function describe(issue: z.core.$ZodIssue, above: readonly PropertyKey[], schema: JsonSchema): string[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, path, schema);
  // Of several alternatives, the one with the fewest faults is what was meant.
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const [closest] = [...issue.errors].sort((a, b) => a.length - b.length);
    return closest.flatMap((inner) => describe(inner, path, schema));
  }
  const isUnknownType = issue.code === 'invalid_union' && issue.path.at(-1) === 'type';
  const advice = isUnknownType ? '. Others come with plugins: list them in "plugins", or add --plugin.' : '';
  return [`${placeOf(path)}${issue.message}${advice}`];
}

function unknownKeys(keys: readonly string[], path: readonly PropertyKey[], schema: JsonSchema): string[] {
  const known = knownKeys(schema, path);
  return keys.slice(0, mostKeys).map((key) => `${placeOf(path)}unknown key "${key}". ${hint(key, known)}`);
}

function hint(key: string, known: readonly string[]): string {
  const near = nearMatches(key, known);
  if (near.length > 0) return `Did you mean ${near.map((name) => `"${name}"`).join(' or ')}?`;
  return `Known here: ${known.join(', ')}.`;
}

function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '';
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return `${text.replace(/^\./, '')}: `;
}
