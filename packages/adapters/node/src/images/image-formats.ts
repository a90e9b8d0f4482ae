/** File name endings that make a file of a folder an image. */
export const imageExtensions: readonly string[] = [
  ...['.jpg', '.jpeg', '.jpe', '.jfif', '.pjpeg', '.pjp', '.jif'],
  ...['.png', '.apng', '.webp', '.gif', '.tif', '.tiff', '.avif', '.avifs'],
];

/** Endings of pictures that are not read: phones, cameras, old and new formats, drawings. */
export const unreadableExtensions: readonly string[] = [
  ...[
    '.heic',
    '.heif',
    '.hif',
    '.heics',
    '.bmp',
    '.dib',
    '.ico',
    '.tga',
    '.pcx',
    '.psd',
    '.xcf',
    '.svg',
    '.svgz',
  ],
  ...[
    '.jp2',
    '.j2k',
    '.jpf',
    '.jpx',
    '.jxl',
    '.jxr',
    '.wdp',
    '.qoi',
    '.dds',
    '.exr',
    '.hdr',
    '.fits',
    '.fit',
  ],
  ...['.ppm', '.pgm', '.pbm', '.pnm', '.pfm', '.eps', '.wmf', '.emf', '.dcm', '.nii'],
  ...['.raw', '.dng', '.cr2', '.cr3', '.crw', '.nef', '.nrw', '.arw', '.srf', '.sr2', '.orf', '.rw2', '.raf'],
  ...['.pef', '.srw', '.3fr', '.erf', '.kdc', '.mrw', '.x3f', '.iiq'],
];

/** Bytes that {@link contentKind} looks at. */
export const signatureLength = 16;

/** What the first bytes of images are: at which place which text, as Latin-1. */
const readable: readonly (readonly [at: number, text: string])[] = [
  [0, '\xff\xd8\xff'],
  [0, '\x89PNG\r\n\x1a\n'],
  [0, 'GIF87a'],
  [0, 'GIF89a'],
  [8, 'WEBP'],
  [0, 'II*\0'],
  [0, 'MM\0*'],
  [4, 'ftypavi'],
];

const unreadable: readonly (readonly [at: number, text: string])[] = [
  [4, 'ftyphei'],
  [4, 'ftyphev'],
  [4, 'ftypmif1'],
  [4, 'ftypmsf1'],
  [0, '\0\0\0\x0cjP  '],
  [0, '\0\0\0\x0cJXL '],
  [0, '8BPS'],
];

/** Whether a file without a telling name is an image, by its first bytes; `undefined` for anything else. */
export function contentKind(start: Uint8Array): 'image' | 'unreadable' | undefined {
  const text = Buffer.from(start).toString('latin1');
  if (readable.some(([at, signature]) => text.startsWith(signature, at))) return 'image';
  return unreadable.some(([at, signature]) => text.startsWith(signature, at)) ? 'unreadable' : undefined;
}
