/** What the embedded model is called, as its `config.json` says. */
export const bundleName = 'langseg-default';
