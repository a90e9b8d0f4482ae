import { describe, expect, it } from 'vitest';
import { parseMediaType } from './media-type.js';
import { readRequest, type PhotoRequest } from './read-request.js';

const formats = ['overlay', 'mask', 'heatmaps', 'json', 'rle'].map((type) => ({
  type,
  mediaType: 'image/png',
  perLabel: type === 'heatmaps',
}));
const limits = { formats, maxPixels: 1e6, maxLabels: 5, maxLongestSide: 512, maxComparisons: 1e6 };
const photo = 'GIF89a\r\nphoto\n';
const boundary = '4b39ed14';
const type = `multipart/form-data; boundary=${boundary}`;
const file = 'Content-Disposition: form-data; name="image"; filename="a.jpg"';
const text = 'Content-Disposition: form-data; name="labels"';
const last = `--${boundary}--\r\n`;

const part = (headers: string, content: string, end = '\r\n'): string =>
  `--${boundary}${end}${headers}${end}${end}${content}${end}`;
const form = (headers: string, labels = text): string =>
  part(headers, photo) + part(labels, 'cow, grass') + last;
const read = (body: string | Uint8Array, contentType = type): Promise<PhotoRequest> =>
  Promise.resolve().then(() => readRequest(Buffer.from(body as string), parseMediaType(contentType), limits));
const messageOf = (body: string | Uint8Array, contentType?: string): Promise<string> =>
  read(body, contentType).then(
    () => 'accepted',
    ({ message }: Error) => message,
  );

describe('a form', () => {
  it.each<[string, string, string?]>([
    ['browsers', form(file)],
    [
      '.NET',
      form(
        `Content-Disposition: form-data; name=image; filename=a.jpg; filename*=utf-8''a.jpg`,
        'Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=labels',
      ),
      `multipart/form-data; boundary="${boundary}"`,
    ],
    ['filename* alone', form(`Content-Disposition: form-data; name="image"; filename*=UTF-8''%e2%82%ac.jpg`)],
    ['a preamble', `This is a form.\r\n${form(file)}`],
    ['an empty line first', `\r\n${form(file)}`],
    ['an epilogue', `${form(file)}the end\r\n`],
    ['a second form as epilogue', form(file) + part(text, 'dog') + last],
    ['LF', part(file, photo, '\n') + part(text, 'cow, grass', '\n') + `--${boundary}--\n`],
    ['no line end at the end', form(file).trimEnd()],
    ['a quote in the file name', form('Content-Disposition: form-data; name="image"; filename="a\\"b.jpg"')],
    [
      'a semicolon in the file name',
      form('Content-Disposition: form-data; name="image"; filename="a;name=b.jpg"'),
    ],
    ['the file name first', form('Content-Disposition: form-data; filename="a.jpg"; name="image"')],
    ['no blanks', form('Content-Disposition:form-data;name="image";filename="a.jpg"')],
    ['blanks everywhere', form('Content-Disposition: form-data ; name = "image" ; filename = "a.jpg"')],
    ['other letters', form('CONTENT-DISPOSITION: Form-Data; NAME=image; FileName=a.jpg')],
    [
      'blanks behind the boundary',
      form(file).replaceAll(boundary, `${boundary} \t`).replace(`${boundary} \t--`, `${boundary}-- `),
    ],
    [
      'a header over two lines',
      form('Content-Disposition: form-data;\r\n name="image";\r\n\tfilename="a.jpg"'),
    ],
    [
      'many headers',
      form(
        `Content-Length: 14\r\nX-A: b\r\n${file}\r\nContent-Type: image/jpeg`,
        `Content-Type: application/json\r\n${text}`,
      ),
    ],
    ['a file without a name', form('Content-Disposition: form-data; name=image')],
    [
      'a boundary of dashes',
      form(file).replaceAll(boundary, `----${boundary}`),
      `multipart/form-data; boundary=----${boundary}`,
    ],
    [
      'a boundary of signs',
      form(file).replaceAll(boundary, `a=b;c d'(),/:?`),
      `Multipart/Form-Data; Boundary="a=b;c d'(),/:?"`,
    ],
    [
      'base64',
      part(`${file}\r\nContent-Transfer-Encoding: base64`, Buffer.from(photo).toString('base64')) +
        part(text, 'cow, grass') +
        last,
    ],
    [
      'a list by name',
      part(file, photo) +
        part(text.replace('labels', 'labels[]'), 'cow') +
        part(text.replace('labels', 'labels[]'), 'grass') +
        last,
    ],
  ])('as written with %s is read', async (_who, body, contentType) => {
    const { image, wishes } = await read(body, contentType);
    expect(Buffer.from(image).toString()).toBe(photo);
    expect(wishes).toEqual({ labels: ['cow', 'grass'], output: 'rle' });
  });

  it('takes lists of numbers', async () => {
    const field = (name: string, content: string): string =>
      part(`Content-Disposition: form-data; name="${name}"`, content);
    const withFields = (bands: string, range: string): string =>
      part(file, photo) + part(text, 'cow') + field('bands', bands) + field('range', range) + last;
    const { wishes } = await read(withFields('4, 3,2', '-0.5,4095'));
    expect([wishes.bands, wishes.range]).toEqual([
      [4, 3, 2],
      [-0.5, 4095],
    ]);
    for (const bands of ['', '1,2', '0', '1,x,2', '1,2,3,4', ','.repeat(9000)])
      expect(await messageOf(withFields(bands, '0,1'))).toContain('bands');
    for (const range of ['', '5', '5,5', '1,2,3', '0,Infinity', '0,x'])
      expect(await messageOf(withFields('1', range))).toContain('range');
  });

  it('keeps bytes that look like a boundary', async () => {
    const content = `GIF89a\r\n--${boundary}x\r\n--${boundary.slice(1)}\r\n x--${boundary}\r\n`;
    const { image } = await read(part(file, content) + part(text, 'cow') + last);
    expect(Buffer.from(image).toString()).toBe(content);
  });

  it('reads texts in their character set', async () => {
    const labels = Buffer.from(
      part(`${text}\r\nContent-Type: text/plain; charset=iso-8859-1`, 'K\u00fche'),
      'latin1',
    );
    const { wishes } = await read(Buffer.concat([Buffer.from(part(file, photo)), labels, Buffer.from(last)]));
    expect(wishes.labels).toEqual(['K\u00fche']);
  });

  it.each<[string, string, RegExp, string?]>([
    ['has no boundary in its type', form(file), /names no boundary/, 'multipart/form-data'],
    ['has another boundary', form(file), /no line "--xyz"/, 'multipart/form-data; boundary=xyz'],
    ['was cut short', part(file, photo) + `--${boundary}\r\n${text}\r\n\r\nco`, /cut short.*"--4b39ed14--"/],
    ['has no headers end', `--${boundary}\r\n${text}\r\n${last}`, /no empty line/],
    ['has endless headers', form(`${file}\r\nX: ${'x'.repeat(20_000)}`), /more than 16384 bytes/],
    ['has a part without a name', form('X-A: b'), /no photo.*It has "labels" \(text\)/],
    ['has an empty name', form('Content-Disposition: form-data; name=""; filename="a"'), /has no name/],
    ['has a long name', form(file, text.replace('labels', 'l'.repeat(200))), /more than 100 bytes/],
    [
      'has no photo',
      part(file.replace('image', 'photo'), photo) + part(text, 'cow') + last,
      /"photo" \(file\), "labels" \(text\)/,
    ],
    ['has no labels', part(file, photo) + last, /no "labels".*It has "image" \(file\)/],
    ['is empty', last, /It is empty/],
    ['has two photos', part(file, photo) + form(file), /"image" occurs more than once/],
    ['has labels in a file', form(file, `${text}; filename="a.txt"`), /"labels" to be a text, found a file/],
    ['has many parts', part(text, 'cow').repeat(50) + last, /more than 25 parts/],
    ['has a long text', part(file, photo) + part(text, 'x'.repeat(20_000)) + last, /more than 10080 bytes/],
    [
      'has quoted-printable texts',
      form(file, `${text}\r\nContent-Transfer-Encoding: quoted-printable`),
      /without one/,
    ],
    ['has a path for a photo', part(file, '/etc/passwd') + part(text, 'cow') + last, /a path or an address/],
  ])('that %s is refused with the reason', async (_what, body, reason, contentType) => {
    expect(await messageOf(body, contentType)).toMatch(reason);
  });
});

describe('a photo in base64', () => {
  const bytes = Buffer.from('GIF89a???>>>\xff\xfe\xfd~~', 'latin1');
  const base64 = bytes.toString('base64');
  const json = (image: unknown): string => JSON.stringify({ image, labels: ['cow'] });
  const lines = base64.replace(/.{8}/g, '$&\r\n');

  it.each([
    ['as it is', base64],
    ['with line breaks', lines],
    ['with blanks', ` ${base64.replace(/.{4}/g, '$& \t')}\n`],
    ['for addresses', bytes.toString('base64url')],
    ['without padding', base64.replace(/=+$/, '')],
    ['behind data: without a type', `data:;base64,${base64}`],
    ['behind data: with a type', `data:image/gif;base64,${lines}`],
    ['behind data: with parameters', `data:image/svg+xml;charset=utf-8;name="a";base64,${base64}`],
    ['behind DATA:', `DATA:IMAGE/GIF;BASE64,${base64}`],
    ['in an address with escapes', `data:image/gif;base64,${encodeURIComponent(base64)}`],
  ])('%s is read', async (_how, image) => {
    const request = await read(json(image), 'application/json');
    expect(Buffer.from(request.image)).toEqual(bytes);
  });

  it.each<[string, unknown, RegExp]>([
    ['is empty', '', /it is empty/],
    ['is data: without base64', 'data:image/gif,abc', /without ";base64,"/],
    ['is data: with a text', 'data:text/plain;charset=utf-8,GIF89a', /without ";base64,"/],
    ['is an address', 'https://example.org/a.jpg', /character 6 is ":"/],
    ['holds another letter', `${base64.slice(0, 9)}!${base64.slice(9)}`, /character 10 is "!"/],
    ['was encoded in pieces', `R0lGOA==${base64}`, /not in pieces/],
    ['lost its end', 'R0lGO', /cut short/],
    ['is no text', [1, 2], /got a list/],
    ['is missing', undefined, /got none/],
    [
      'is an SVG drawing',
      Buffer.from('<?xml version="1.0"?>\n<svg/>').toString('base64'),
      /it is an SVG drawing/,
    ],
  ])('that %s is refused with the reason', async (_what, image, reason) => {
    expect(await messageOf(json(image), 'application/json')).toMatch(reason);
  });
});

describe('a body of JSON', () => {
  const json = JSON.stringify({ image: Buffer.from(photo).toString('base64'), labels: 'K\u00fche' });
  const bigEndian = Buffer.from(json, 'utf16le').swap16();

  it.each<[string, string | Uint8Array, string]>([
    ['UTF-8 with a mark', `\ufeff${json}`, 'application/json'],
    ['UTF-16', Buffer.from(json, 'utf16le'), 'application/json; charset=utf-16'],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${json}`, 'utf16le'), 'application/json'],
    ['UTF-16, the other way round', bigEndian, 'application/json'],
    ['Latin 1', Buffer.from(json, 'latin1'), 'application/json; charset="ISO-8859-1"'],
    ['UTF-8 whatever its type says', json, 'application/vnd.api+json; charset=iso-8859-1'],
  ])('in %s is read', async (_how, body, contentType) => {
    expect((await read(body, contentType)).wishes.labels).toEqual(['K\u00fche']);
  });

  it('in nothing known is refused with the reason', async () => {
    const latin1 = Buffer.from(json, 'latin1');
    expect(await messageOf(latin1, 'application/json')).toMatch(/not JSON in UTF-8 or UTF-16/);
    expect(await messageOf(latin1, 'application/json; charset=klingon')).toMatch(/nor in klingon/);
  });
});

describe('a hostile request', () => {
  const soon = 300;

  /** Other work on the machine may disturb one run, not three. */
  async function millisecondsOf(body: string, contentType: string): Promise<number> {
    let fastest = Infinity;
    for (let run = 0; run < 3 && fastest > soon; run++) {
      const before = process.cpuUsage();
      expect(await messageOf(body, contentType)).not.toBe('accepted');
      const { user, system } = process.cpuUsage(before);
      fastest = Math.min(fastest, (user + system) / 1000);
    }
    return fastest;
  }

  const image = Buffer.from(photo).toString('base64');
  const tokens = [
    '\n',
    ' ',
    ',',
    '"',
    '\\',
    'x',
    '=',
    '[',
    '{"a":',
    '\u0000',
    '%0',
    'data:',
    `--${boundary}`,
    `\r\n--${boundary}`,
  ];
  const places: [string, string, (junk: string) => string][] = [
    ['labels of JSON', 'application/json', (junk) => JSON.stringify({ image, labels: `${junk}x` })],
    ['a label of JSON', 'application/json', (junk) => JSON.stringify({ image, labels: [junk] })],
    ['the photo of JSON', 'application/json', (junk) => JSON.stringify({ image: `${junk}!`, labels: 'cow' })],
    [
      'a data: address',
      'application/json',
      (junk) => JSON.stringify({ image: `data:${junk}`, labels: 'cow' }),
    ],
    ['the output', 'application/json', (junk) => JSON.stringify({ image, labels: 'cow', output: junk })],
    ['a key', 'application/json', (junk) => JSON.stringify({ image, labels: 'cow', [junk]: 1 })],
    ['the body of JSON', 'application/json', (junk) => junk],
    ['labels of a form', type, (junk) => part(file, photo) + part(text, `${junk}x`) + last],
    ['the photo of a form', type, (junk) => part(file, junk) + part(text, 'cow') + last],
    ['headers of a form', type, (junk) => form(`${file}${junk}`) + part(text, 'cow, grass, a, b, c, d')],
    ['a name of a form', type, (junk) => form(file, `Content-Disposition: form-data; name="${junk}"`)],
    ['the body of a form', type, (junk) => junk],
  ];

  it.each(places)(
    'with a megabyte of one token in %s takes milliseconds',
    async (_where, contentType, place) => {
      for (const token of tokens) {
        const junk = token.repeat(1_000_000 / token.length);
        expect(await millisecondsOf(place(junk), contentType), JSON.stringify(token)).toBeLessThan(soon);
      }
    },
  );

  it('with a type of one token takes milliseconds', () => {
    for (const token of [';', ' ', '"', 'a', ';boundary="', '; a=']) {
      const start = performance.now();
      try {
        parseMediaType(`multipart/form-data${token.repeat(16_000 / token.length)}`);
      } catch {
        // Refused or not: what counts is the time.
      }
      expect(performance.now() - start).toBeLessThan(200);
    }
  });
});
