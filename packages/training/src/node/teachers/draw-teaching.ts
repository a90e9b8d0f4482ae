import type { ElementTeaching, Teaching, TeachingGrid } from '../../data/teaching/teaching.js';
import type { Random } from '../../random/random.js';
import { photoKey, readTeacherMap } from './map-folder.js';

/** Draws, by their chances, one of the teachers that have seen a photo; nothing where none has. */
export async function drawTeaching(
  photo: string,
  teachings: readonly Teaching[],
  grid: TeachingGrid,
  random: Random,
): Promise<ElementTeaching | undefined> {
  if (teachings.length === 0) return undefined;
  const key = await photoKey(photo);
  const maps = await Promise.all(teachings.map(({ folder }) => readTeacherMap(folder, key)));
  const seen = teachings.flatMap((teaching, index) => {
    const map = maps[index];
    return map ? [{ map, teaching, grid, random }] : [];
  });
  let rest = random.uniform() * seen.reduce((sum, { teaching }) => sum + teaching.chance, 0);
  for (const each of seen) {
    rest -= each.teaching.chance;
    if (rest < 0) return each;
  }
  return undefined;
}
