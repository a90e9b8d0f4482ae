/** The brands that a file of the ISO base media family names in its first box (ISO/IEC 14496-12, 4.3). */
export function brandsOf(head: Uint8Array): string[] {
  const text = String.fromCharCode(...head);
  if (!text.startsWith('ftyp', 4)) return [];
  const size = new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(0);
  return [text.slice(8, 12), ...(text.slice(16, size).match(/[^]{4}/g) ?? [])];
}
