/** Index along `axis` of the element at a place in row-major data. */
export function channelIndex(shape: readonly number[], axis: number): (place: number) => number {
  const stride = shape.slice(axis + 1).reduce((product, length) => product * length, 1);
  return (place) => Math.floor(place / stride) % shape[axis];
}
