import { formatSlot, usualEnding, type ComponentSet } from '@langseg/core';

/** A test for the names that this command gives to its own pictures: `dog.mask.png`, `dog.heatmap.sky.png`. */
export function resultPictures(registry: ComponentSet): (name: string) => boolean {
  const patterns = registry
    .of(formatSlot)
    .filter((format) => format.endings[usualEnding(format)].startsWith('image/'))
    .flatMap((format) => {
      const parts = usualEnding(format).split('.').slice(1);
      // An ending such as ".png" tells nothing of where a picture comes from.
      if (parts.length < 2) return [];
      const [last, ...before] = parts.map(escaped).reverse();
      return [
        new RegExp(`\\.${before.reverse().join('\\.')}${format.perLabel ? '\\.[^.]+' : ''}\\.${last}$`, 'i'),
      ];
    });
  return (name) => patterns.some((pattern) => pattern.test(name));
}

function escaped(text: string): string {
  return text.replace(/[^\w]/g, '\\$&');
}
