import type { PhotoGeometry } from '../geometry.js';
import type { EmbeddingNote } from '../note/embedding-note.js';

/** How pixels and cells belong together, for whoever reads the files. */
const mapping =
  'column = floor((x + 0.5) / width * columns), row = floor((y + 0.5) / height * rows); ' +
  'x = (column + 0.5) / columns * width - 0.5, y = (row + 0.5) / rows * height - 0.5';

/** What a file of vectors says about itself. */
export function photoFacts(
  name: string,
  { width, height, rows, columns }: PhotoGeometry,
  { model, vectors, precision, dim }: EmbeddingNote,
): Record<string, string> {
  return {
    format: 'langseg-embeddings-1',
    photo: name,
    ...{ vectors, precision, dim: String(dim) },
    ...{ width: String(width), height: String(height), rows: String(rows), columns: String(columns) },
    stride: `${width / columns} ${height / rows}`,
    mapping,
    model: model.name,
    modelSha256: model.sha256,
  };
}
