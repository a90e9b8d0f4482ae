/** `count` whole numbers from `first` on. */
export function span(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
