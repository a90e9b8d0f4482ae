import { extname } from 'node:path';
import { imageExtensions } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import { SaxesParser } from 'saxes';
import { openS3, parseS3 } from './s3-client.js';

/**
 * The photos under `s3://bucket/prefix`, page by page, as addresses.
 *
 * @throws LangSegError `USAGE`, `IO_FAILED`, `NETWORK_FAILED`, `FILE_CORRUPT` for an answer that is no list.
 */
export async function* listS3Photos(address: string): AsyncGenerator<string> {
  const { bucket, key } = parseS3(address);
  const client = await openS3();
  let token: string | undefined;
  do {
    const query = {
      'list-type': '2',
      prefix: key,
      ...(token !== undefined && { 'continuation-token': token }),
    };
    const page = readPage(await (await client.fetch({ bucket, key: '' }, { query })).text(), address);
    for (const found of page.keys)
      if (imageExtensions.includes(extname(found).toLowerCase())) yield `s3://${bucket}/${found}`;
    token = page.next;
  } while (token !== undefined);
}

/** Keys of a page, and where the next one begins. */
function readPage(xml: string, address: string): { readonly keys: string[]; readonly next?: string } {
  const keys: string[] = [];
  let next: string | undefined;
  let truncated = false;
  let text = '';
  const parser = new SaxesParser();
  parser.on('opentag', () => void (text = ''));
  parser.on('text', (part) => void (text += part));
  parser.on('closetag', ({ name }) => {
    if (name === 'Key') keys.push(text);
    if (name === 'NextContinuationToken') next = text;
    if (name === 'IsTruncated') truncated = text.trim() === 'true';
    text = '';
  });
  try {
    parser.write(xml).close();
  } catch (cause) {
    throw new LangSegError(
      'FILE_CORRUPT',
      `The store's list of ${address} is no XML.`,
      { address },
      { cause },
    );
  }
  return truncated ? { keys, next } : { keys };
}
