/** Replaces mask values by label indices; values beyond the table, such as 255, become −1. */
export function remapTargets(values: Uint8Array | Uint16Array, indices: Int32Array): Int32Array {
  const targets = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    targets[i] = value < indices.length ? indices[value] : -1;
  }
  return targets;
}
