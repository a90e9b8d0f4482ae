/** Indices 0 … `count − 1`, so many at a time. */
export function piecesOf(count: number, pieceSize: number): number[][] {
  const pieces: number[][] = [];
  for (let first = 0; first < count; first += pieceSize)
    pieces.push(Array.from({ length: Math.min(pieceSize, count - first) }, (_, i) => first + i));
  return pieces;
}
