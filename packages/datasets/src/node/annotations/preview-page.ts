import { counted } from '@langseg/core';
import type { AnnotatedPhoto, AnnotatedSet, Category } from '../../annotations/annotated-set.js';
import { areaOutlines } from '../../formats/area-outlines.js';
import { escapeMarkup } from '../../formats/escape-markup.js';
import type { DatasetSummary } from './dataset-summary.js';

/** Photos that a preview shows; more would take long to open. */
const shown = 24;

/** Outlines of a photo that are drawn, the largest first. */
const drawn = 200;

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color-scheme:light dark}
table{border-collapse:collapse;margin-bottom:1.5rem}td,th{padding:.2rem .8rem .2rem 0;text-align:left}td.n{text-align:right}
i{display:inline-block;width:1em;height:1em;border-radius:.2em;vertical-align:-.1em}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr));gap:1rem}
figure{margin:0}figure div{position:relative}img,svg{display:block;width:100%;height:auto}svg{position:absolute;inset:0}
figcaption{font-size:.85rem;overflow-wrap:anywhere}`;

/** A page that shows the first photos of a data set with their areas, without scripts. */
export async function* previewPage(
  set: AnnotatedSet,
  { photos, areas, classes, failed, empty }: DatasetSummary,
  imageFolder: string,
): AsyncGenerator<string, void, undefined> {
  const facts = [counted(photos, 'photo'), counted(areas, 'area')];
  if (empty > 0) facts.push(`${counted(empty, 'photo')} without any`);
  if (failed.length > 0) facts.push(`${counted(failed.length, 'photo')} failed, see report.json`);
  if (photos > shown) facts.push(`${shown} photos are shown`);
  yield `<!doctype html>\n<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">\n`;
  yield `<title>${escapeMarkup(set.name)}</title>\n<style>${style}</style>\n<h1>${escapeMarkup(set.name)}</h1>\n`;
  yield `<p>${facts.join(', ')}.</p>\n<table>\n<tr><th>class<th>photos<th>areas<th>pixels\n`;
  for (const [index, counts] of classes.entries())
    yield (
      `<tr><td><i style="background:${colorOf(set.categories[index])}"></i> ${escapeMarkup(counts.name)}` +
      `${[counts.photos, counts.areas, counts.pixels].map((count) => `<td class="n">${count}`).join('')}\n`
    );
  yield '</table>\n<main>\n';
  const step = Math.ceil(photos / shown);
  let index = 0;
  for await (const photo of set.photos()) if (index++ % step === 0) yield figure(photo, set, imageFolder);
  yield '</main>\n</html>\n';
}

function figure(
  { file, width, height, areas }: AnnotatedPhoto,
  set: AnnotatedSet,
  imageFolder: string,
): string {
  const source = [imageFolder, ...file.split('/')].map(encodeURIComponent).join('/');
  const tolerance = Math.max(width, height) / 400;
  const paths = [...areas]
    .sort((a, b) => b.pixels - a.pixels)
    .slice(0, drawn)
    .map((area) => {
      const category = set.categories[area.category];
      const rings = areaOutlines(area, tolerance).flatMap(({ outer, holes }) => [outer, ...holes]);
      const score = area.score === undefined ? '' : ` ${area.score.toFixed(2)}`;
      return `<path d="${rings.map((ring) => `M${ring.join(' ')}Z`).join('')}" fill="${colorOf(category)}"><title>${escapeMarkup(category.name)}${score}</title></path>`;
    });
  return (
    `<figure><div><img loading="lazy" width="${width}" height="${height}" alt="" src="${escapeMarkup(source)}">` +
    `<svg viewBox="0 0 ${width} ${height}" fill-rule="evenodd" fill-opacity=".5">${paths.join('')}</svg></div>` +
    `<figcaption>${escapeMarkup(file)}, ${width} × ${height}</figcaption></figure>\n`
  );
}

function colorOf({ color }: Category): string {
  return `rgb(${color.join()})`;
}
