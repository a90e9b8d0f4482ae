import { brandsOf } from './brands-of.js';

/** How files of other formats begin; what is not here is refused without a name. */
const beginnings: readonly (readonly [start: RegExp, name: string])[] = [
  [/^\xff\x0a|^\0\0\0\x0cJXL /, 'JPEG XL'],
  [/^\0\0\0\x0cjP {2}|^\xff\x4f\xff\x51/, 'JPEG 2000'],
  [/^II\xbc/, 'JPEG XR'],
  [/^BM[^]{4}\0\0/, 'BMP'],
  [/^P[1-7fF]\s/, 'Netpbm (PBM, PGM, PPM, PAM, PFM)'],
  [/^#\?R(ADIANCE|GBE)/, 'Radiance HDR'],
  [/^v\/1\x01/, 'OpenEXR'],
  [/^SIMPLE {2}=/, 'FITS'],
  [/^\x08\xf2\xa6\xb6|^\xb6\xa6\xf2\x08/, 'the format of libvips'],
  [/^%PDF/, 'PDF'],
  [/^%!PS|^\xc5\xd0\xd3\xc6/, 'PostScript'],
  [/^8BPS/, 'PSD'],
  [/^gimp xcf/, 'XCF'],
  [/^\0\0[\x01\x02]\0[^]\0/, 'ICO'],
  [/^qoif/, 'QOI'],
  [/^DDS /, 'DDS'],
  [/^[\x8a\x8b][MJ]NG\r\n/, 'MNG'],
  [/^\xd7\xcd\xc6\x9a|^\x01\0\0\0[^]{36} EMF/, 'a Windows metafile'],
  [/^AT&TFORM/, 'DjVu'],
  [/^MATLAB 5/, 'a MATLAB file'],
  [/^\x89HDF|^CDF[\x01\x02]/, 'HDF5 or NetCDF'],
  [/^[^]{128}DICM/, 'DICOM'],
  [/^(II|MM)[^]{6}CR|^FUJIFILMCCD-RAW|^IIU\0|^IIR[OS]|^\0MRM|^FOVb/, "a camera's raw format"],
  [/^RIFF[^]{4}AVI |^\x1a\x45\xdf\xa3/, 'video'],
  [/^PK\x03\x04/, 'ZIP'],
  [/^\x1f\x8b/, 'gzip (also SVGZ)'],
];

/** Brands of the ISO base media family. */
const brands: readonly (readonly [brand: RegExp, name: string])[] = [
  [/^he(ic|ix|im|is|vc|vx|vm|vs)$/, 'HEIC (HEVC)'],
  [/^crx $/, "a camera's raw format"],
  [/^(mif1|msf1|mif2|jpeg|jpgs|j2ki|vvic|avci|evbi)$/, 'HEIF without AV1'],
  [/^(qt {2}|iso\w|mp4\d|M4V |avc1|3g\w\w)$/, 'video'],
];

/** The name of a format that is not read, by a file's first bytes; undefined where nothing is known. */
export function foreignFormatOf(head: Uint8Array): string | undefined {
  const text = String.fromCharCode(...head);
  if (isSvg(head)) return 'SVG';
  const found = brandsOf(head);
  return (
    brands.find(([pattern]) => found.some((brand) => pattern.test(brand)))?.[1] ??
    beginnings.find(([start]) => start.test(text))?.[1]
  );
}

/** Markup in any Unicode encoding with an `svg` element near its beginning, or that announces one. */
function isSvg(head: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(head.filter((byte) => byte !== 0));
  const isMarkup =
    /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*</.test(text) && !/<html|<!doctype\s+html/i.test(text);
  return isMarkup && /<([\w.-]+:)?svg[\s>/]|<!doctype\s+svg/i.test(text);
}
