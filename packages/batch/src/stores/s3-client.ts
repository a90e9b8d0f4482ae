import type { AwsClient } from 'aws4fetch';
import { LangSegError } from '@langseg/core';

/** A bucket and what stands behind it. */
export interface S3Place {
  readonly bucket: string;
  /** Key or prefix, without a slash in front. */
  readonly key: string;
}

/** What a store of objects is asked for. */
export interface S3Client {
  /** @throws LangSegError `IO_FAILED` for what is refused, `NETWORK_FAILED` where nothing answers. */
  fetch(place: S3Place, init?: S3Request): Promise<Response>;
}

interface S3Request {
  readonly method?: 'GET' | 'PUT';
  readonly body?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** Behind the question mark. */
  readonly query?: Readonly<Record<string, string>>;
  /** Statuses to give back instead of throwing, beside 2xx. */
  readonly accept?: readonly number[];
}

/** The parts of `s3://bucket/key`. @throws LangSegError `USAGE`. */
export function parseS3(address: string): S3Place {
  const [, bucket, key = ''] = /^s3:\/\/([a-z\d][a-z\d.-]{1,61}[a-z\d])(?:\/(.*))?$/s.exec(address) ?? [];
  if (bucket !== undefined) return { bucket, key };
  throw new LangSegError('USAGE', `Expected s3://bucket/prefix, got "${address}".`, { address });
}

/**
 * A client for S3, or what speaks like it. Where and as whom comes from the variables that AWS's tools read:
 * `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`, `AWS_REGION`, `AWS_ENDPOINT_URL_S3` (or
 * `AWS_ENDPOINT_URL`).
 *
 * @throws LangSegError `USAGE` without keys.
 */
export async function openS3(env: Readonly<NodeJS.ProcessEnv> = process.env): Promise<S3Client> {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!accessKeyId || !secretAccessKey)
    throw new LangSegError(
      'USAGE',
      's3:// needs the variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_ENDPOINT_URL_S3 for a store that is not AWS.',
    );
  const region = env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? 'us-east-1';
  const endpoint = env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL;
  const { AwsClient } = await import('aws4fetch');
  const client = new AwsClient({
    ...{ accessKeyId, secretAccessKey, sessionToken: env.AWS_SESSION_TOKEN },
    ...{ region, service: 's3', retries: 5 },
  });
  return { fetch: (place, init) => ask(client, urlOf(place, region, endpoint), place, init) };
}

function urlOf({ bucket, key }: S3Place, region: string, endpoint: string | undefined): URL {
  const path = key.split('/').map(encodeURIComponent).join('/');
  if (endpoint) return new URL(`${endpoint.replace(/\/$/, '')}/${bucket}/${path}`);
  return new URL(`https://${bucket}.s3.${region}.amazonaws.com/${path}`);
}

async function ask(
  client: AwsClient,
  url: URL,
  { bucket, key }: S3Place,
  { method = 'GET', body, headers, query = {}, accept = [] }: S3Request = {},
): Promise<Response> {
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const name = `s3://${bucket}/${key}`;
  let response: Response;
  try {
    response = await client.fetch(url.href, { method, headers, body: body as BodyInit | undefined });
  } catch (cause) {
    throw new LangSegError(
      'NETWORK_FAILED',
      `${url.host} does not answer for ${name}: ${(cause as Error).message}.`,
      { address: name },
      { cause },
    );
  }
  if (response.ok || accept.includes(response.status)) return response;
  const [, reason = ''] = /<Code>([^<]{1,100})<\/Code>/.exec(await response.text()) ?? [];
  const passing = response.status >= 500 || response.status === 429;
  throw new LangSegError(
    response.status === 404 ? 'NOT_FOUND' : passing ? 'NETWORK_FAILED' : 'IO_FAILED',
    `${url.host} answers ${response.status}${reason && ` (${reason})`} to ${method} ${name}.`,
    { address: name, status: response.status, reason },
  );
}
