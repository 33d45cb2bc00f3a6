/**
 * The themes a song or a moment can be about. One closed list serves the starter catalogue, the reading of a picture
 * or caption, the posting blocks and the filters, so that "rain" in a photo and "rain" in a song are the same word.
 *
 * A theme is what the moment is *about*, never how it feels: feeling is valence and energy.
 */
export const THEMES = [
  // people
  'wedding',
  'new-love',
  'longing',
  'breakup',
  'friendship',
  'family',
  'parents',
  'children',
  'pets',
  // chapters of a life
  'birthday',
  'graduation',
  'growing-up',
  'growing-old',
  'nostalgia',
  'farewell',
  'loss',
  'remembrance',
  'homecoming',
  'home',
  'new-beginning',
  // effort
  'work',
  'money',
  'failure',
  'perseverance',
  'victory',
  'sport',
  // going places
  'travel',
  'road',
  'flight',
  'sea',
  'beach',
  'mountains',
  'forest',
  'countryside',
  'city',
  'night-city',
  'train',
  // weather, seasons and hours
  'summer',
  'autumn',
  'winter',
  'rain',
  'snow',
  'sunrise',
  'sunset',
  'night',
  'stars',
  'christmas',
  'new-year',
  // doing
  'party',
  'dancing',
  'celebration',
  'food',
  'drinking',
  'music-making',
  'fire',
  // inner weather
  'freedom',
  'solitude',
  'hope',
  'faith',
  'peace',
  'protest',
  'war',
  'anger',
  'dreams',
  'wonder',
  'flowers',
  'animals',
  'water',
  'self-worth',
] as const;

export type Theme = (typeof THEMES)[number];

/** Narrows a string to a theme of the list. */
export function isTheme(value: string): value is Theme {
  return (THEMES as readonly string[]).includes(value);
}
