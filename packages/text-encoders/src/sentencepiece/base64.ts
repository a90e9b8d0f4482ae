const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueOf = new Map(Array.from(letters, (letter, value) => [letter, value]));

/** Bytes as base64 (RFC 4648, section 4), without what only some platforms have. */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | (b << 8) | c;
    const four = [18, 12, 6, 0].map((shift) => letters[(bits >> shift) & 63]).join('');
    parts.push(four.slice(0, bytes.length - at + 1).padEnd(4, '='));
  }
  return parts.join('');
}

/** @returns `undefined` for what is no base64. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const content = text.replace(/={1,2}$/, '');
  const bytes = new Uint8Array(Math.floor((content.length * 3) / 4));
  let [bits, count, at] = [0, 0, 0];
  for (const letter of content) {
    const value = valueOf.get(letter);
    if (value === undefined) return undefined;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[at++] = (bits >> count) & 0xff;
  }
  return bytes;
}
