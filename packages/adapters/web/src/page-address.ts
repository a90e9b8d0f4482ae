/** What relative addresses are relative to: the page, in a worker its script; `undefined` outside browsers. */
export function pageAddress(): string | undefined {
  if (typeof document !== 'undefined') return document.baseURI;
  return typeof location === 'undefined' ? undefined : location.href;
}
