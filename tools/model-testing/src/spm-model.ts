/** A SentencePiece model of type BPE: padding, unknown, five pieces, and as many more as wanted. */
export function spmModel(more = 0): Uint8Array {
  const others = Array.from({ length: more }, (_, i) => String.fromCharCode(0x4e00 + i));
  return modelOf(['▁ab', 'ab', '▁', 'a', 'b', ...others]);
}

/** A SentencePiece model of type BPE that has a piece for each of some words, and what they are merged from. */
export function spmModelOf(words: readonly string[]): Uint8Array {
  const marked = words.map((word) => `▁${word}`);
  const beginnings = marked.flatMap((word) => [...word].map((_, i) => word.slice(0, i + 1)));
  const letters = ['▁', '.', ...marked.join('').replaceAll('▁', '')];
  return modelOf([...new Set([...beginnings, ...letters])]);
}

function modelOf(texts: readonly string[]): Uint8Array {
  const pieces = ['<pad>', '<unk>', ...texts].map((text, id) => {
    const name = Buffer.from(text);
    const score = Buffer.alloc(4);
    score.writeFloatLE(-id);
    const kind = id === 0 ? 3 : id === 1 ? 2 : 1;
    const piece = [0x0a, name.length, ...name, 0x15, ...score, 0x18, kind];
    return [0x0a, piece.length, ...piece];
  });
  const trainer = [0x18, 2, 0xd8, 0x02, 0];
  return Uint8Array.from([...pieces.flat(), 0x12, trainer.length, ...trainer]);
}
