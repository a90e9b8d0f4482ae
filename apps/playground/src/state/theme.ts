import { effect, signal } from '@preact/signals';

export type Theme = 'dark' | 'light';

const key = 'langseg-theme';
const preferred = matchMedia('(prefers-color-scheme: light)');

function chosen(): Theme | undefined {
  const value = localStorage.getItem(key);
  return value === 'dark' || value === 'light' ? value : undefined;
}

export const theme = signal<Theme>(chosen() ?? (preferred.matches ? 'light' : 'dark'));

export function switchTheme(): void {
  theme.value = theme.value === 'dark' ? 'light' : 'dark';
  localStorage.setItem(key, theme.value);
}

/** Keeps the page in the theme, and the theme with the system until someone chooses. */
export function followTheme(): void {
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
  });
  preferred.addEventListener('change', () => {
    if (!chosen()) theme.value = preferred.matches ? 'light' : 'dark';
  });
}
