import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markdownPages, readMarkdownPage } from './markdown-pages.js';
import { typeErrorsOf } from './snippet-checker.js';
import { workspacePackages, workspaceRoot } from './workspace-packages.js';

/** Where the pages of packages find those that are not packed with them. */
const home = 'https://github.com/langseg/langseg/blob/main/';

const pages = markdownPages();
const blocks = pages.flatMap(({ path, codeBlocks }) => codeBlocks.map((block) => ({ path, ...block })));

describe.each(pages.map((page) => [page.path, page] as const))('%s', (path, { links, anchors }) => {
  it('links to files and headings that exist', () => {
    const broken = links
      .map((link) => (link.startsWith(home) ? relative(dirname(path), link.slice(home.length)) : link))
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [file, anchor] = link.split('#');
        const target = file ? join(dirname(path), decodeURIComponent(file)) : path;
        if (!existsSync(workspaceRoot + target)) return true;
        if (anchor === undefined) return false;
        return !(target === path ? anchors : readMarkdownPage(target).anchors).has(anchor);
      });
    expect(broken).toEqual([]);
  });
});

it('pages of packages link to nothing outside of the package, which a registry does not have', () => {
  const packed = pages.filter(({ path }) =>
    workspacePackages.some(({ directory }) => join(workspaceRoot, dirname(path)) === directory),
  );
  const leaving = packed.flatMap(({ path, links }) =>
    links.filter((link) => link.startsWith('..')).map((link) => `${path}: ${link}`),
  );
  expect(packed.length).toBeGreaterThan(10);
  expect(leaving).toEqual([]);
});

it('the five lines of README.md are those of the example, but for the photo', () => {
  const lines = /^## Five lines\n[^]*?```ts\n([^]*?)```/m.exec(
    readFileSync(`${workspaceRoot}README.md`, 'utf8'),
  )![1];
  const example = readFileSync(`${workspaceRoot}examples/five-lines.ts`, 'utf8');
  expect(lines).toContain("'photo.jpg'");
  expect(example).toContain(lines.replace("'photo.jpg'", "'samples/cow.jpg'"));
});

it('docs/README.md leads to every page of docs', () => {
  const linked = new Set(readMarkdownPage('docs/README.md').links.map((link) => join('docs', link)));
  const lost = pages.filter(({ path }) => path.startsWith('docs/') && path !== 'docs/README.md');
  expect(lost.map(({ path }) => path).filter((path) => !linked.has(path))).toEqual([]);
});

describe('code in the documentation', () => {
  const snippets = blocks.filter(({ language, code }) => language === 'ts' && /^import /m.test(code));

  it('fits the packages it imports', () => {
    expect(snippets.length).toBeGreaterThan(10);
    expect(typeErrorsOf(snippets)).toEqual([]);
  }, 60_000);

  it('notices what does not fit', () => {
    const wrong = (code: string) => ({
      path: 'wrong.md',
      code: `import { createSegmenter } from 'langseg';\n${code}`,
    });
    expect(typeErrorsOf([wrong(`await createSegmenter({ modle: 'x' });`)])).toHaveLength(1);
    expect(typeErrorsOf([wrong(`import { createSegmentor } from 'langseg';`)])).toHaveLength(1);
    expect(
      typeErrorsOf([wrong('await (await createSegmenter()).segment(photoFromElsewhere, words);')]),
    ).toEqual([]);
  }, 60_000);

  it('is an excerpt where it names the file it comes from', () => {
    const named = blocks.flatMap(({ path, code }) => {
      const [, file, excerpt] = /^\/\/ (\S+\/\S+\.[jt]s)\n([^]*)$/.exec(code) ?? [];
      return file ? [{ path, file, excerpt }] : [];
    });
    const changed = named.filter(
      ({ file, excerpt }) => !readFileSync(workspaceRoot + file, 'utf8').includes(excerpt.trim()),
    );
    expect(changed).toEqual([]);
  });

  it('is valid JSON where it says so', () => {
    for (const { path, language, code } of blocks)
      if (language === 'json') expect(() => JSON.parse(code) as unknown, path).not.toThrow();
  });
});

it('docs/security.md names a test for each promise', () => {
  const [, table] = /## What tests it\n([^]*?)\n## /.exec(
    readFileSync(`${workspaceRoot}docs/security.md`, 'utf8'),
  )!;
  const rows = table.split('\n').filter((line) => /^\| (?!promise|-)/.test(line));
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((row) => !/\]\(\.\.\/\S+\.test\.ts\)[^|]*\|$/.test(row))).toEqual([]);
});

it('pictures are small', () => {
  const pictures = readdirSync(`${workspaceRoot}docs/images`);
  expect(pictures).not.toEqual([]);
  for (const picture of pictures)
    expect(statSync(`${workspaceRoot}docs/images/${picture}`).size, picture).toBeLessThan(300_000);
});
