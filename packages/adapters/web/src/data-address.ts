/**
 * The content of a `data:` address, in which bundlers put small files. Decoded here: `fetch` needs leave of the page's content
 * security policy for it.
 *
 * @returns `undefined` for another kind of address.
 * @throws DOMException or URIError for a malformed one.
 */
export function dataAddress(
  url: string,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string } | undefined {
  const match = /^data:([^,;]*)(;[^,]*)?,/i.exec(url);
  if (!match) return undefined;
  const content = decodeURIComponent(url.slice(match[0].length));
  const bytes = match[2]?.toLowerCase().endsWith(';base64')
    ? Uint8Array.from(atob(content), (character) => character.charCodeAt(0))
    : new TextEncoder().encode(content);
  return { bytes, type: match[1] };
}
