/** A model that the server of this page has. */
export interface ServerModel {
  /** For people. */
  readonly name: string;
  /** Address of the bundle. */
  readonly url: string;
}

/** What the server of this page has besides the page. */
export interface ServerModels {
  readonly models: readonly ServerModel[];
  /** The one to begin with, unless it is the default model, which the page has itself. */
  readonly first?: ServerModel;
}

/** Milliseconds after which a server that does not answer is taken for one that has nothing. */
const patience = 5000;

/** Asks the server of this page which models it has; any server that doesn't know what is meant has none. */
export async function findServerModels(page: string, get: typeof fetch = fetch): Promise<ServerModels> {
  const address = new URL('langseg.json', page);
  try {
    const response = await get(address, { signal: AbortSignal.timeout(patience) });
    return readServerModels(await response.json(), address);
  } catch {
    return { models: [] };
  }
}

/** As `langseg.json` has them; README.md of `@langseg/server` describes it. */
interface Facts {
  readonly version: number;
  readonly model: string;
  readonly models: readonly { readonly id: string; readonly name: string; readonly url: string }[];
}

function readServerModels(json: unknown, address: URL): ServerModels {
  const { version, model, models } = json as Facts;
  if (version !== 1) return { models: [] };
  const found = models.map(({ name, url }) => ({ name, url: new URL(url, address).href }));
  return { models: found, first: found[models.findIndex(({ id }) => id === model)] };
}
