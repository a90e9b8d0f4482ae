import { LangSegError } from '@langseg/core';

/**
 * Loads a package that is not installed with the command, because few people need it. Its command is listed and
 * explained in any case.
 *
 * @param name as npm knows it.
 * @param purpose what it is for; begins a sentence: `Work on a queue`.
 * @param load imports it: `() => import('@langseg/batch')`.
 * @throws LangSegError `PACKAGE_MISSING`, with what to install; what the package throws when it is loaded.
 */
export async function loadOnDemand<T>(name: string, purpose: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    const missing = missingPackage(cause);
    if (missing === undefined) throw cause;
    const isWhole = missing === name;
    throw new LangSegError(
      'PACKAGE_MISSING',
      `${purpose} needs the package ${name}, which ${isWhole ? 'is not installed' : `lacks ${missing}`}. ` +
        `Run "npm install ${isWhole ? name : `${name} ${missing}`}" where langseg is installed; with npx, ` +
        `"npx -p @langseg/cli -p ${name} langseg …".`,
      { package: name, missing },
      { cause },
    );
  }
}

/** The name of a package that Node did not find; `undefined` for every other failure. */
function missingPackage(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_MODULE_NOT_FOUND')
    return undefined;
  return /^Cannot find package '((?:@[^/']+\/)?[^/']+)/.exec(error.message)?.[1];
}
