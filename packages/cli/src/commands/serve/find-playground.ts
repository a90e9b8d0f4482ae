import { pathToFileURL } from 'node:url';

/**
 * The folder of the web app to serve, ending in a slash. The playground's package is loaded when it is needed, for
 * everything else works without it.
 *
 * @param folder another built web app.
 */
export async function findPlayground(folder?: string): Promise<URL> {
  if (folder !== undefined) return pathToFileURL(`${folder}/`);
  const { playgroundUrl } = await import('@langseg/playground');
  return playgroundUrl;
}
