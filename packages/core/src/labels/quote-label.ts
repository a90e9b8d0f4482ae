const longest = 40;

/** A label in quotation marks for a message, cut after 40 characters. */
export function quoteLabel(label: string): string {
  // A character has at most two units, so a long text need not be taken apart as a whole.
  const characters = [...label.slice(0, 2 * longest + 2)];
  return `"${characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : label}"`;
}

/** Some labels for a message: `"sky", "grass", "dog" and 3 more`. */
export function quoteLabels(labels: readonly string[], shown = 3): string {
  const quoted = labels.slice(0, shown).map(quoteLabel).join(', ');
  return labels.length > shown ? `${quoted} and ${labels.length - shown} more` : quoted;
}
