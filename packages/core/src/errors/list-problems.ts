import * as z from 'zod';

/** A file may be wrong in a hundred thousand places, and repeat megabytes in each. */
const mostProblems = 10;
const longestText = 3000;

/** What is wrong with a value by its schema, for a message: the first ten problems, a line or two each, and how many more there are. */
export function listProblems({ issues }: Pick<z.ZodError, 'issues'>): string {
  const text = z.prettifyError({ issues: issues.slice(0, mostProblems) });
  const more = issues.length - mostProblems;
  return (
    (text.length > longestText ? `${text.slice(0, longestText)}…` : text) +
    (more > 0 ? `\n… and ${more} more` : '')
  );
}
