import { loadOnDemand } from '../../on-demand/load-on-demand.js';

/**
 * The package behind `embed` and `query`, which is not installed with the command.
 *
 * @throws LangSegError `PACKAGE_MISSING`.
 */
export function loadEmbeddings(): Promise<typeof import('@langseg/embeddings')> {
  return loadOnDemand(
    '@langseg/embeddings',
    'Storing and searching embeddings',
    () => import('@langseg/embeddings'),
  );
}
