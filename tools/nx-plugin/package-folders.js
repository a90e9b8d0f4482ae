// @ts-check
import { existsSync, readdirSync } from 'node:fs';

/** Root of the workspace. */
export const workspace = new URL('../../', import.meta.url);

/** Folders of all published packages, from the root of the workspace: `packages/core`, `packages/adapters/node`. */
export function packageFolders() {
  return ['packages', 'packages/adapters'].flatMap((parent) =>
    readdirSync(new URL(parent, workspace))
      .map((name) => `${parent}/${name}`)
      .filter((folder) => existsSync(new URL(`${folder}/package.json`, workspace))),
  );
}
