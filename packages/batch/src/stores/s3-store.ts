import type { ResultStore } from './store.js';
import { parseS3, type S3Client, type S3Place } from './s3-client.js';

/** Results in S3, or what speaks like it. */
export function s3Store(address: string, client: S3Client): ResultStore {
  const { bucket, key: prefix } = parseS3(address.replace(/\/$/, ''));
  const place = (name: string): S3Place => ({ bucket, key: prefix === '' ? name : `${prefix}/${name}` });
  const put = (name: string, body: Uint8Array, isNew: boolean): Promise<Response> =>
    client.fetch(place(name), {
      method: 'PUT',
      body,
      ...(isNew && { headers: { 'if-none-match': '*' }, accept: [409, 412, 501] }),
    });
  return {
    name: address,
    async read(name) {
      const response = await client.fetch(place(name), { accept: [404] });
      return response.status === 404 ? undefined : new Uint8Array(await response.arrayBuffer());
    },
    async writeNew(name, bytes) {
      const { status } = await put(name, bytes, true);
      if (status === 409 || status === 412) return false;
      // A store that knows no conditions: whoever comes last replaces an object by an equal one.
      if (status === 501) await put(name, bytes, false);
      return true;
    },
    async write(name, bytes) {
      await put(name, bytes, false);
    },
  };
}
