import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** A piece as `assembleModel` writes it; `kind` is the number in the file, 1 for a normal one. */
export type Piece = readonly [text: string, score: number, kind?: number];

/** The pieces that every model here begins with. */
export const markers: readonly Piece[] = [
  ['<pad>', 0, 3],
  ['<unk>', 0, 2],
];

/** Bytes of a SentencePiece model, by the numbers of the fields in its trainer's and normaliser's settings. */
export function assembleModel(
  pieces: readonly Piece[],
  trainer: Readonly<Record<number, number>> = { 3: 2, 43: 0 },
  normalizer: Readonly<Record<number, number | Uint8Array>> = {},
): Uint8Array {
  const writer = new BinaryWriter();
  for (const [text, score, kind] of pieces) {
    const piece = new BinaryWriter().tag(1, WireType.LengthDelimited).string(text).tag(2, WireType.Bit32).float(score);
    if (kind !== undefined) piece.tag(3, WireType.Varint).int32(kind);
    writer.tag(1, WireType.LengthDelimited).bytes(piece.finish());
  }
  writer.tag(2, WireType.LengthDelimited).bytes(settings(trainer));
  return writer.tag(3, WireType.LengthDelimited).bytes(settings(normalizer)).finish();
}

function settings(fields: Readonly<Record<number, number | Uint8Array>>): Uint8Array {
  const writer = new BinaryWriter();
  for (const [number, value] of Object.entries(fields))
    if (typeof value === 'number') writer.tag(Number(number), WireType.Varint).int32(value);
    else writer.tag(Number(number), WireType.LengthDelimited).bytes(value);
  return writer.finish();
}
