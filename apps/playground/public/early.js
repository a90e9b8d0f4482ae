// Runs before the first paint: the theme that was chosen, and whether the address asks for another picture than the page's own.
document.documentElement.dataset.theme =
  localStorage.getItem('langseg-theme') ??
  (matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark');
if (location.hash.length > 1) document.documentElement.classList.add('is-linked');
