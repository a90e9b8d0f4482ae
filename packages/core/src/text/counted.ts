/**
 * A number of things for a message: `1 photo`, `1,449 photos`.
 *
 * @param many what they are called unless there is exactly one. Default: `one` with an s.
 */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
