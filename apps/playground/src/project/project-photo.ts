/** A photo of a project. */
export interface ProjectPhoto {
  /** Names its files in the box. */
  readonly id: string;
  /** Of its file; no two of a project have the same. */
  readonly name: string;
  /** What its result was made with; undefined while it has none. */
  readonly madeWith?: string;
  /** Why it could not be labelled. */
  readonly problem?: string;
}

/** What is kept of a project beside its files. */
export interface ProjectFacts {
  readonly photos: readonly ProjectPhoto[];
  /** The words of its last run. */
  readonly words: readonly { readonly word: string; readonly color: string }[];
}

/** Files of a photo in the box. */
export const filesOf = (id: string) => ({
  photo: `${id}.photo`,
  thumbnail: `${id}.thumbnail`,
  mask: `${id}.mask.png`,
  coco: `${id}.coco.json`,
});

/** Where the facts are. */
export const factsFile = 'project.json';

/** A name that no other photo has, whatever their endings: `cow.jpg`, then `cow-2.png`. Files of results are called by them. */
export function freeName(name: string, photos: readonly ProjectPhoto[]): string {
  const taken = new Set(photos.map((photo) => stemOf(photo.name).toLowerCase()));
  // Folders of an archive are made of these.
  const safe = name.replace(/[/\\:]/g, '_') || 'photo';
  const stem = stemOf(safe);
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.has(candidate.toLowerCase())) return candidate + safe.slice(stem.length);
  }
}

/** A name without its ending. */
export function stemOf(name: string): string {
  return name.replace(/(?<=.)\.[^.]*$/, '');
}

/** Reads facts that an earlier visit kept; what makes no sense is left out. */
export async function readFacts(content: Blob | undefined): Promise<ProjectFacts> {
  try {
    const { photos, words } = JSON.parse((await content?.text()) ?? '{}') as Partial<ProjectFacts>;
    return {
      photos: (photos ?? []).filter(({ id, name }) => typeof id === 'string' && typeof name === 'string'),
      words: (words ?? []).filter(
        ({ word, color }) => typeof word === 'string' && /^#[0-9a-f]{6}$/.test(color),
      ),
    };
  } catch {
    return { photos: [], words: [] };
  }
}
