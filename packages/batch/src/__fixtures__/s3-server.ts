import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that speaks S3 as far as it is used here, and checks signatures (AWS Signature Version 4). */
export interface S3Server {
  readonly endpoint: string;
  /** By bucket and key: `photos/a.jpg`. */
  readonly objects: Map<string, Buffer>;
  /** What happened to each request: `PUT results/a 200`. */
  readonly log: string[];
  /** Statuses to answer the next requests with, whatever they want. */
  readonly failures: number[];
  close(): Promise<void>;
}

/** Keys that the server knows. */
export const keys = { AWS_ACCESS_KEY_ID: 'langseg', AWS_SECRET_ACCESS_KEY: 'secret' };

/** Keys of a page of a list. */
const pageSize = 3;

export async function startS3Server(): Promise<S3Server> {
  const objects = new Map<string, Buffer>();
  const log: string[] = [];
  const failures: number[] = [];

  function answer(request: IncomingMessage, body: Buffer): { status: number; body?: string | Buffer } {
    const url = new URL(request.url!, 'http://s3');
    const name = decodeURIComponent(url.pathname.slice(1));
    if (failures.length > 0)
      return { status: failures.shift()!, body: '<Error><Code>SlowDown</Code></Error>' };
    if (!isSigned(request, url))
      return { status: 403, body: '<Error><Code>SignatureDoesNotMatch</Code></Error>' };
    if (url.searchParams.get('list-type') === '2') return { status: 200, body: list(name, url.searchParams) };
    if (request.method === 'PUT') {
      if (request.headers['if-none-match'] === '*' && objects.has(name)) return { status: 412 };
      objects.set(name, body);
      return { status: 200 };
    }
    const found = objects.get(name);
    return found
      ? { status: 200, body: found }
      : { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' };
  }

  function list(bucket: string, query: URLSearchParams): string {
    const prefix = `${bucket.replace(/\/$/, '')}/`;
    const all = [...objects.keys()]
      .filter((name) => name.startsWith(prefix + (query.get('prefix') ?? '')))
      .map((name) => name.slice(prefix.length))
      .sort();
    const from = Number(query.get('continuation-token') ?? 0);
    const page = all.slice(from, from + pageSize);
    const more = from + pageSize < all.length;
    const contents = page
      .map((key) => `<Contents><Key>${key.replaceAll('&', '&amp;')}</Key></Contents>`)
      .join('');
    const next = more ? `<NextContinuationToken>${from + pageSize}</NextContinuationToken>` : '';
    return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents}</ListBucketResult>`;
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { status, body } = answer(request, Buffer.concat(chunks));
      log.push(`${request.method} ${decodeURIComponent(request.url!.slice(1).split('?')[0])} ${status}`);
      response.writeHead(status).end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...{ objects, log, failures },
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html */
function isSigned(request: IncomingMessage, url: URL): boolean {
  const pattern =
    /Credential=([^/]+)\/(\d+)\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)/;
  const [, key, day, region, signed, signature] = pattern.exec(request.headers.authorization ?? '') ?? [];
  if (key !== keys.AWS_ACCESS_KEY_ID) return false;
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  const headers = signed.split(';').map((name) => `${name}:${String(request.headers[name])}\n`);
  const hash = String(request.headers['x-amz-content-sha256']);
  const canonical = [request.method, url.pathname, query, headers.join(''), signed, hash].join('\n');
  const text = [
    'AWS4-HMAC-SHA256',
    String(request.headers['x-amz-date']),
    `${day}/${region}/s3/aws4_request`,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
  const secret = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (previous, part) => createHmac('sha256', previous).update(part).digest(),
    `AWS4${keys.AWS_SECRET_ACCESS_KEY}`,
  );
  return createHmac('sha256', secret).update(text).digest('hex') === signature;
}
