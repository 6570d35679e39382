import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';
const stored = 'cordon.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

export function theme(): Theme {
  const value = localStorage.getItem(stored);
  return value === 'light' || value === 'dark' ? value : 'system';
}

function apply(): void {
  const chosen = theme();
  document.documentElement.dataset.theme = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen;
}

/** Sets the theme at start and follows the system while nothing else is chosen. */
export function startTheme(): void {
  apply();
  dark.addEventListener('change', apply);
}

export function setTheme(next: Theme): void {
  if (next === 'system') localStorage.removeItem(stored);
  else localStorage.setItem(stored, next);
  apply();
  for (const listener of listeners) listener();
}

export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, theme);
}
