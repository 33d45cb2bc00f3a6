/** Everyday moments at home and at feasts: food, rest, parties, music. */
import type { EverydayRow } from '../everyday.ts';

export const HOME_MOMENTS: readonly EverydayRow[] = [
  // home, food, rest
  [
    0.82,
    0.48,
    'keys to (?:our|my|the)[a-z ]{0,20}|(?:our|my) (?:first|new|own|forever|dream|little) (?:home|house|place|flat|apartment|nest|kitchen|couch|front door|garden)|closed on (?:our|the|a)|mortgage approved|home ?owner|unpack(?:ing|ed)|paint(?:ing|ed) (?:the|our) (?:walls|nursery|room|fence)|ikea|diy|renovat(?:ion|ing|ed)|new (?:sofa|couch|curtains|neighbou?rs)',
    'home',
    'new-beginning',
    'family',
  ],
  [
    0.76,
    0.2,
    '(?:lazy|cozy|cosy|slow|quiet|sleepy|easy) (?:sundays?|saturdays?|day|days|weekend|afternoon|evening|night|vibes|in)|sunday (?:mood|vibes|reset|funday|morning|scaries|blues|lunch)|sundays?|blankets?|pajamas?|pyjamas?|pjs|couch (?:potato|day|time)|sofa|netflix(?: and)?|movie night|binge[- ]?watch(?:ing)?|candles?(?:light)?|bath ?(?:tub|time|bomb|robe)|bubble bath|spa day|self[- ]?care|me[- ]?time|day off|nowhere to be|nothing to do|do(?:ing)? (?:absolutely )?nothing|staying in|night in|fireplace|rocking chair|hammock|nap(?:s|ping)?|slippers|tea(?: time| and| in)?|cup of (?:tea|coffee|cocoa)|book(?:s|ish|worm| club)?(?: and)?|reading(?: nook| corner)?|knitting|crochet(?:ing)?|puzzles?',
    'home',
    'peace',
  ],
  [
    0.78,
    0.42,
    'cook(?:ing|ed|s)?(?: for| with| dinner| up)?|bak(?:e|ed|ing)(?: day| bread| cookies)?|kitchen|recipes?|home ?made|from scratch|(?:sunday|pasta|tomato) sauce|roast(?: dinner)?|brunch|breakfast|lunch|dinner(?: party| is served| for)?|supper|feast|pizza|tacos?|ramen|sushi|pasta|lasagn[ae]|curry|noodles|dumplings|burgers?|pancakes?|waffles?|cookies|cake|bread|sourdough|soup|stew|chili|paella|dim sum|street food|food (?:coma|truck|porn|baby)|foodie|chef|snacks?|leftovers|thanksgiving|potluck|seconds|yum(?:my)?|delicious|tasty|nom(?: nom)*',
    'food',
    'home',
  ],
  [
    0.76,
    0.58,
    '(?:wine|cocktails?|margaritas?|beers?|pints?|shots|prosecco|champagne|tequila|whisk(?:e)?y|gin|aperol|spritz|happy hour|pub|tipsy|drunk|drinks? (?:on me|with|tonight)|bar (?:hop(?:ping)?|crawl)|bottomless|brewery|toast(?:ed|ing)? to|sangria|hangouts?)(?: night| o.?clock| time| tasting)?',
    'drinking',
    'friendship',
    'party',
  ],
  [
    0.78,
    0.86,
    "danc(?:e|ing|ed)(?: floor| party| till| until| all| like| in the)?|dance ?floor|(?:till|until) (?:dawn|sunrise|the sun|4am|5am|morning)|do not wait up|don'?t wait up|(?:friday|saturday) (?:night|vibes|feeling|mood)|friyay|tgif|it'?s friday|weekend (?:vibes|mode|mood|is here|starts)|(?:bring|let'?s|lets) (?:it on|get (?:wild|it|this))|club(?:s|bing)?(?: night)?|disco|dj|turn(?:ed)? up|lit\\b|glitter|night out|girls'? night(?: out)?|afterparty|after[- ]party|pregame|hype|vibes? (?:only|check|are)|bachelor(?:ette)?|stag do|hen party|karaoke",
    'party',
    'dancing',
    'night',
    'friendship',
  ],
  [
    0.8,
    0.76,
    '(?:glastonbury|coachella|tomorrowland|woodstock|lollapalooza|favou?rite (?:band|song|album|artist|singer)|concerts?|gigs?|festivals?|mosh ?pit|set ?list|crowd ?surf(?:ing)?|stage(?: time| dive| lights)?|encore|tour(?:ing| dates?| bus)?|headliners?|no voice left|lost my voice|ears ringing|sang (?:along|every|our|my)|sing ?along|live (?:music|show|tonight)|band (?:practice|rehearsal|camp)|rehears(?:al|ing)|recording (?:studio|session)|in the studio|new (?:song|single|album|record)|song ?writing|jam(?:ming)?|choir|orchestra|recital|(?:learning|playing|practi[sc]ing|played|plays|my|first) (?:the |a |my )?(?:piano|guitar|violin|drums?|cello|ukulele|bass|saxophone|sax|trumpet|flute)(?: lesson| recital)?|guitar|piano|vinyl|playlists?|busk(?:ing|er)|open mic|musical|opera)',
    'music-making',
    'celebration',
  ],
  [
    0.7,
    0.4,
    '(?:camp ?fire|bon ?fire|fire ?side|fire ?pit|by the fire|around the fire|fireplace)',
    'fire',
    'friendship',
    'night',
  ],
  [
    0.82,
    0.7,
    "fire ?works?|carnival|fun ?fair|ferris wheel|roller ?coaster|theme park|disney(?:land|world)?|amusement park|circus|parade|4th of july|fourth of july|independence day|mardi gras|oktoberfest|diwali|holi|lunar new year|chinese new year|st\\.? patrick'?s(?: day)?",
    'celebration',
    'wonder',
    'night',
  ],
  [
    0.7,
    0.6,
    'halloween(?: costume| night| party)?|trick or treat(?:ing)?|costumes?|spooky(?: season)?|jack[- ]o[- ]?lanterns?|haunted(?: house)?|witch(?:es|y)?|zombies?|ghosts?|cosplay|masquerade|dress(?:ed|ing)? up as',
    'night',
    'party',
    'wonder',
  ],
];
