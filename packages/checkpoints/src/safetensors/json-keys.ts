/**
 * The keys of the outermost object of valid JSON `text`, in order and with repetitions, which `JSON.parse` drops.
 */
export function outermostKeys(text: string): string[] {
  const keys: string[] = [];
  let depth = 0;
  let last = '';
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (token !== ':') last = token;
    else if (depth === 1) keys.push(JSON.parse(last) as string);
  }
  return keys;
}
