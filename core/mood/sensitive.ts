/** Grief, illness, injury, disaster and war: how they are noticed, and what may then be sung about. */
import type { CaptionReading } from '../caption.ts';
import type { Moderation, WeightedTheme } from '../contracts/pipeline.ts';
import type { Theme } from '../themes.ts';
import type { SeenThing } from './seen.ts';

export interface Sensitivity {
  sensitive: boolean;
  /** Phrases of the things seen that made it so; empty where only the words did. */
  because: string[];
}

/** Highest valence and energy of a sensitive moment: never upbeat. */
export const SENSITIVE_CAP = 0.4;

const SURE = 0.6;
const FIGHTERS = new Set(['soldier', 'army', 'troop']);
const WEAPONS = new Set(['weapon', 'gun', 'handgun', 'rifle', 'tank', 'bomb', 'missile']);
const DISTURBING = /violence|blood|gore|corpse|death|emaciat|injur|self.?harm|explosion|crash|disturbing/i;
/** Loss that is only dressed up. */
const MAKE_BELIEVE = new Set(['halloween', 'costume', 'theater', 'cinema']);

/**
 * Sensitive by the person's words, or by what is seen where the words do not clearly tell something glad ("she is here!"
 * in a hospital).
 */
export function readSensitivity(
  things: readonly SeenThing[],
  moderation: Moderation,
  caption: CaptionReading | null,
): Sensitivity {
  const sure = things.filter(({ confidence }) => confidence >= SURE);
  const has = (names: ReadonlySet<string>) => sure.some(({ entry }) => names.has(entry.name));
  const grave = sure.filter(({ entry }) => entry.kind === 'loss');
  const armed = has(FIGHTERS) && has(WEAPONS) ? sure.filter(({ entry }) => FIGHTERS.has(entry.name)) : [];
  const disturbing = moderation.reasons.some(({ name, confidence }) => confidence >= SURE && DISTURBING.test(name));
  const glad = caption !== null && caption.valence >= 0.68 && caption.weight >= 1.5;
  const because = [...grave, ...armed];
  const bySight = (because.length > 0 || disturbing) && !glad && !has(MAKE_BELIEVE);
  if (bySight)
    return { sensitive: true, because: because.map(({ phrase }) => phrase).filter((phrase) => phrase !== '') };
  return { sensitive: caption?.sensitive ?? false, because: [] };
}

/** Never beside grief, whatever else is in the picture. */
const OUT_OF_PLACE: ReadonlySet<Theme> = new Set([
  'party',
  'celebration',
  'dancing',
  'victory',
  'drinking',
  'sport',
  'birthday',
  'wedding',
  'new-love',
  'graduation',
  'christmas',
  'new-year',
  'summer',
  'money',
  'food',
  'anger',
  'self-worth',
]);
const GRIEF: readonly WeightedTheme[] = [
  { theme: 'loss', weight: 0.9 },
  { theme: 'remembrance', weight: 0.8 },
  { theme: 'peace', weight: 0.35 },
  { theme: 'hope', weight: 0.3 },
];
const HEALING: readonly WeightedTheme[] = [
  { theme: 'hope', weight: 0.85 },
  { theme: 'perseverance', weight: 0.6 },
  { theme: 'peace', weight: 0.4 },
];
const WAR: readonly WeightedTheme[] = [
  { theme: 'peace', weight: 0.8 },
  { theme: 'remembrance', weight: 0.5 },
  { theme: 'hope', weight: 0.5 },
];

/** The themes of a sensitive moment: its own without those out of place, and those that comfort. */
export function consolingThemes(themes: readonly WeightedTheme[]): WeightedTheme[] {
  const kept = themes.filter(({ theme }) => !OUT_OF_PLACE.has(theme));
  const about = (theme: Theme) => kept.some((one) => one.theme === theme && one.weight >= 0.3);
  // Illness and injury are not yet a loss: they ask for hope, not for a requiem.
  const comfort = about('war') ? WAR : about('hope') && !about('loss') ? HEALING : GRIEF;
  const added = comfort.filter(({ theme }) => !kept.some((one) => one.theme === theme));
  return [...kept, ...added].sort((a, b) => b.weight - a.weight);
}
