/** Whether a file is of the same site as the page. */
export function isOwnSite(url: string): boolean {
  return new URL(url, location.href).origin === location.origin;
}

/** Starts a module worker. Browsers take none from another site, but one of the page's own that imports it. */
export function startWorker(url: string): Worker {
  if (isOwnSite(url)) return new Worker(url, { type: 'module' });
  const source = new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' });
  const address = URL.createObjectURL(source);
  const worker = new Worker(address, { type: 'module' });
  worker.addEventListener('message', () => URL.revokeObjectURL(address), { once: true });
  return worker;
}
