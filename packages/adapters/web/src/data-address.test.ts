import { expect, it } from 'vitest';
import { dataAddress } from './data-address.js';

it('reads what a data: address holds, as fetch would', async () => {
  for (const url of [
    'data:application/json;base64,eyJhIjoxfQ==',
    'data:text/plain;charset=utf-8;base64,w6Q=',
    'data:text/markdown,%23%20title%0A',
    'data:image/svg+xml;charset=utf-8,%3Csvg/%3E%C3%A4',
    'data:,',
  ]) {
    const { bytes, type } = dataAddress(url)!;
    const response = await fetch(url);
    expect(bytes).toEqual(new Uint8Array(await response.arrayBuffer()));
    if (type) expect(response.headers.get('content-type')).toContain(type);
  }
  expect(dataAddress('https://example.com/data:,')).toBeUndefined();
  expect(() => dataAddress('data:;base64,!')).toThrow();
});
