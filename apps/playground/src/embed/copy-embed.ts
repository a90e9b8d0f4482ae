import { samples } from '../photo/samples.js';
import { photo } from '../state/current-photo.js';
import { notify } from '../state/notices.js';
import type { Pane } from '../state/panes.js';
import { view } from '../state/view-settings.js';
import { embedHtml } from './embed-html.js';

/** Copies HTML that shows the photo with the words of a list in another page. */
export async function copyEmbed(pane: Pane): Promise<void> {
  const sample = samples.find(({ name }) => name === photo.value?.sample);
  const html = embedHtml({
    script: new URL('langseg-view.js', document.baseURI).href,
    photo: sample && new URL(sample.url, document.baseURI).href,
    alt: sample?.title ?? '',
    words: pane.labels.value,
    other: view.value.other,
    opacity: view.value.opacity,
  });
  try {
    await navigator.clipboard.writeText(html);
  } catch {
    return notify(`This browser does not let pages copy. The HTML: ${html}`, 'problem');
  }
  notify(`HTML copied. ${sample ? '' : 'Put the address of your photo into it. '}${whereItWorks()}`);
}

function whereItWorks(): string {
  const isLocal = /^(localhost|127\.|\[::1\])/.test(location.host);
  return isLocal
    ? 'It works on this machine; for others, put this playground’s files on your site.'
    : 'It works on pages of this site, and on others if this site allows it (CORS).';
}
