/** What a person asks for with a photo. */

import type { SongFilters } from '../../core/contracts/filters.ts';
import type { CreateRecap } from '../../core/contracts/recaps.ts';
import type { Telling } from '../../core/contracts/telling.ts';

export type Wishes = {
  caption: string;
  /** Keep the caption from every language model: the built-in writer alone reads it. */
  keepWords: boolean;
  /** Whether a vision-language model may see the photo itself. */
  showPicture: boolean;
  telling: Omit<Telling, 'captionToModel'>;
  filters: SongFilters;
};

export const NO_WISHES: Wishes = { caption: '', keepWords: true, showPicture: false, telling: {}, filters: {} };

/** The part of them that the service is told at the beginning; filters come with the list. */
export function requestOf({ caption, keepWords, showPicture, telling }: Wishes): CreateRecap {
  const words = caption.trim();
  const told: Telling = words && !keepWords ? { ...telling, captionToModel: true } : telling;
  return {
    ...(words && { caption: words }),
    ...(Object.keys(told).length > 0 && { telling: told }),
    ...(showPicture && { showPicture }),
  };
}

const STORE = 'sightsong.filters.';

/** Keeps the filters for the recap's page, through reloads of this tab. */
export function rememberFilters(recapId: string, filters: SongFilters): void {
  if (Object.keys(filters).length > 0) sessionStorage.setItem(STORE + recapId, JSON.stringify(filters));
}

/** The filters that were set before the recap began. */
export function filtersOf(recapId: string): SongFilters {
  try {
    return JSON.parse(sessionStorage.getItem(STORE + recapId) ?? '{}') as SongFilters;
  } catch {
    return {};
  }
}
