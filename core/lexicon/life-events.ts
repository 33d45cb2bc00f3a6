/**
 * Turns of a life that a caption can tell, in English. Patterns meet lower-case text without accents. The first pattern
 * that matches a stretch of text has it, so the exact ones stand before the general ones.
 */
import type { Theme } from '../themes.ts';
import { GLAD_EVENTS } from './life-events-glad.ts';
import { GRAVE_EVENTS } from './life-events-grave.ts';
import { HARD_EVENTS } from './life-events-hard.ts';

export interface LifeEvent {
  /** Stable name; the writer keys its sentences by it. */
  id: string;
  pattern: RegExp;
  valence: number;
  energy: number;
  themes: readonly Theme[];
  /** Never answered with upbeat songs. */
  sensitive?: true;
  /** Tells of a recovery or a birth: "hospital" beside it is no longer bad news. */
  healing?: true;
}

/** Recoveries and births stand first: they decide what "hospital" beside them means. */
export const LIFE_EVENTS: readonly LifeEvent[] = [
  ...GLAD_EVENTS.filter((event) => event.healing),
  ...GRAVE_EVENTS,
  ...HARD_EVENTS,
  ...GLAD_EVENTS.filter((event) => !event.healing),
];

/** Expressions that sound like an event and are none. They are taken out before anything is matched. */
export const IDIOMS: readonly RegExp[] = [
  /\b(?:feet|legs|arms|battery|phone|laptop|lungs|abs|quads|eyes|brain|back|thumbs) (?:are|is|were|was) (?:dying|dead|killing me)\b/g,
  /\bmurder myster(?:y|ies)\b|\b(?:cemetery|ghost|graveyard) tours?\b|\bsilent killer\b/g,
  /\bbombing (?:down|around|along)\b|\bbath bombs?\b|\bphoto ?bomb(?:ed|ing)?\b|\b(?:the|cherry|glitter|f) bomb\b/g,
  /\bbattle of the bands\b|\b(?:rap|dance|boss|lip sync) battles?\b|\bbattle royale\b/g,
  /\bheart attack (?:burger|grill|on a plate)\b|\b(?:nearly|almost) (?:had|gave me) a heart attack\b/g,
  /\bcrash (?:course|pad|diet)\b|\bcrash(?:ed|ing)? (?:on|at|into) (?:the|my|his|her|their) (?:couch|sofa|bed|place|party|wedding)\b/g,
  /\bwar paint\b|\b(?:price|prank|console|bidding|turf) wars?\b|\bthis means war\b/g,
  /\bstage (?:[0-9]+|three|four) of (?:the )?(?:tour|race|rally|giro|vuelta|plan)\b/g,
  /\bfire took (?:a while|forever|ages|hours|some time|long)\b|\bflooded (?:with|by)\b|\bflooded (?:basement|kitchen|bathroom|inbox)\b/g,
  /\bshooting (?:hoops|stars?|the breeze|photos|pool|a (?:film|video|movie|scene))\b|\bphoto ?shoots?\b/g,
  /\bto the front row\b|\bhit the floor\b/g,
  /\b(?:can'?t|cannot|couldn'?t) (?:even )?live without\b/g,
  /\b(?:our|the|my|his|her) (?:bard|wizard|character|paladin|rogue|avatar|sim) died\b|\bdied (?:in (?:the )?game|on stage|inside)\b/g,
  /\bstar wars(?: marathon)?\b/g,
  /\b(movie|film|series|tv|netflix) marathon\b/g,
  /\b(snowball|pillow|food|water|paint) fights?\b/g,
  /\btug of war\b/g,
  /\bdead (tired|sea|pool|serious|line|ringer|lift|end|leaves|battery|of night)\b/g,
  /\bdrop dead\b/g,
  /\b(dying|died) (laughing|of laughter|to )/g,
  /\b(im|i'm|i am) (so )?dead\b(?! tired)/g,
  /\bto die for\b/g,
  /\bdie hard\b/g,
  /\bphone (just )?died\b|\bbattery (just )?died\b/g,
  /\bkill(ed|ing|in'?)? it\b/g,
  /\bsick (day|beat|beats|track|view|ride|trick|party)\b/g,
  /\blost (in(?! (?:the|extra|injury|overtime|penalt)[a-z ]*(?:minutes?|seconds?|rounds?|quarters?|sets?|games?|time|overtime|penalties|shootout|final))|track|my mind|count|and found|my (keys?|phone|wallet|voice|way))\b/g,
  /\bthe last of us\b/g,
  /\b(this|that|it|view|beat|trick|song) (is|was) (so |really |absolutely )?sick\b/g,
  /\bsick of\b/g,
  /\bby accident\b|\bhappy accident\b/g,
  /\bdeath (valley|metal|star|stare)\b|\bto death\b/g,
  /\bmemorial day (weekend|bbq|barbecue|sale|party)\b/g,
  /\b(sugar|cuteness|chocolate|cute) overdose\b/g,
  /\brip (to )?my (wallet|diet|phone|sleep|bank|ears|gpa|grades|legs|liver|schedule)\b/g,
  /\ba stroke of\b/g,
  /\bfuneral for a friend\b/g,
  /\bbreak a leg\b/g,
  /\bgrave of the\b/g,
];
