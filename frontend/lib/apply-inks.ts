import type { Inks } from './inks';

/** Prints the whole page with these inks; null gives the site's own back. */
export function applyInks(inks: Inks | null): void {
  const { style } = document.documentElement;
  const names = {
    lightGround: '--light-ground',
    lightInk: '--light-ink',
    darkGround: '--dark-ground',
    darkInk: '--dark-ink',
  };
  for (const [key, name] of Object.entries(names) as [keyof Inks, string][]) {
    if (inks) style.setProperty(name, inks[key]);
    else style.removeProperty(name);
  }
}
