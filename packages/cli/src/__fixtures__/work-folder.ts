import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePng } from '@langseg/adapter-node';

/** A temporary folder that goes away at the end of a `using` block. */
export class WorkFolder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'langseg-cli-'));

  /** Path of a file in the folder. */
  at(...parts: string[]): string {
    return join(this.path, ...parts);
  }

  /** Writes a file and gives its path. */
  write(name: string, content: string | Uint8Array): string {
    writeFileSync(this.at(name), content);
    return this.at(name);
  }

  /** Writes a small photo, green below blue, and gives its path. */
  async photo(name: string): Promise<string> {
    return this.write(name, await photo());
  }

  /** All files in the folder and below that are not hidden, sorted. */
  files(): string[] {
    return readdirSync(this.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => join(entry.parentPath, entry.name).slice(this.path.length + 1))
      .sort();
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** An encoded photo of 48 × 32 pixels: a blue sky above green grass. */
export async function photo(): Promise<Uint8Array> {
  const [width, height] = [48, 32];
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.set(y < 16 ? [110, 160, 230] : [60, 130 + ((x * y) % 20), 40], 3 * (y * width + x));
  return encodePng({ width, height, data });
}
