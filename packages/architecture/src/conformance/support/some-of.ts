/** At most `count` of a list, spread over the whole of it. */
export function someOf<T>(list: readonly T[], count = 6): T[] {
  const step = Math.max(1, (list.length - 1) / (count - 1));
  return list.filter((_, i) => Math.floor(i % step) === 0 || i === list.length - 1);
}
