/**
 * Whether a name fits a pattern; `*` stands for any text, everything else for itself. Each part between stars is taken
 * where it comes first, so that the time is linear whatever the pattern.
 */
export function matchesPattern(pattern: string, name: string): boolean {
  const [start, ...parts] = pattern.split('*');
  if (parts.length === 0) return name === start;
  if (!name.startsWith(start)) return false;
  const end = parts.pop()!;
  let at = start.length;
  for (const part of parts) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - end.length >= at && name.endsWith(end);
}
