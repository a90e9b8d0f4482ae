import { hubEndpoint } from '@langseg/adapter-common';
import { LangSegError } from '@langseg/core';

/** Where models are pushed to. */
export interface HubOptions {
  /** Address of the hub. Default `LANGSEG_ENDPOINT`, else `HF_ENDPOINT`, else the Hugging Face hub. */
  readonly endpoint?: string;
  /** Access token that may write; it is sent to the hub alone. Default `HF_TOKEN`. */
  readonly token?: string;
}

/**
 * The hub and the token, from options or the environment.
 *
 * @throws LangSegError `USAGE` without a token, and for what is none of the hub's; `NETWORK_FAILED` in offline mode.
 */
export function hubSettings(
  { endpoint, token }: HubOptions,
  env: NodeJS.ProcessEnv,
): { readonly hubUrl: string; readonly accessToken: string } {
  if (['1', 'true'].includes(env.LANGSEG_OFFLINE ?? ''))
    throw new LangSegError(
      'NETWORK_FAILED',
      'LANGSEG_OFFLINE forbids connections, so nothing can be pushed.',
    );
  const accessToken = token ?? env.HF_TOKEN ?? '';
  if (!accessToken.startsWith('hf_'))
    throw new LangSegError(
      'USAGE',
      'Pushing needs an access token of the hub that may write: set HF_TOKEN to it. Such tokens begin with hf_.',
    );
  const url = endpoint ?? (env.LANGSEG_ENDPOINT || env.HF_ENDPOINT || hubEndpoint);
  return { hubUrl: url.replace(/(?<!\/)\/+$/, ''), accessToken };
}
