import type { LifeEvent } from './life-events.ts';

/** Events that gladden, and the ones that are simply part of a life. */
export const GLAD_EVENTS: readonly LifeEvent[] = [
  {
    id: 'recovery',
    pattern:
      /\b(?:cancer[- ]free|in remission|all clear|beat cancer|(?:rang|ring|ringing|rings) the (?:cancer |chemo |hospital )?bell|bell rang|(?:last|final) chemo(?! (?:didn|did not|failed))|(?:last|final) (?:round|day|session|cycle) of (?:chemo|radiation|treatment|radiotherapy)|(?:scans?|tests?|biopsy|results?|bloods?) (?:[a-z]+ ){0,3}(?:clear|clean|benign|negative)|(?:it'?s|it is|was) benign|not cancer|no sign of cancer|out of (?:the|a|my|his|her) (?:cast|wheelchair|coma|icu|woods)|off crutches|(?:home|back|out|released|discharged) from (?:the )?(?:hospital|icu|surgery)|out of hospital|fully recovered|on the mend|surgery went well|made it through|(?:one|two|three|four|five|six|seven|eight|nine|ten|[0-9]+) (?:days?|weeks?|months?|years?) (?:sober|clean(?= today| and counting|[.!,]|$)))\b/g,
    valence: 0.78,
    energy: 0.46,
    themes: ['hope', 'perseverance', 'new-beginning'],
    healing: true,
  },
  {
    id: 'homecoming',
    pattern: /\b(?:home|back|return(?:ed|s)?) from (?:the )?(?:war|front|deployment|iraq|afghanistan)\b/g,
    valence: 0.84,
    energy: 0.46,
    themes: ['homecoming', 'family', 'home'],
    healing: true,
  },
  {
    id: 'birth',
    pattern:
      /\b(?:newborn|(?:was|is|been) born(?! (?:sleeping|still|asleep))|it'?s a (?:boy|girl)|baby (?:is|has) (?:here|arrived|come)|welcome to the world|welcomed (?:our|a) (?:baby|son|daughter)|(?:our|my) (?:new )?baby (?:boy|girl)(?![^.!?]* born (?:sleeping|still|asleep))|first grand(?:child|son|daughter)|became (?:a )?(?:dad|mum|mom|mother|father|parents))\b/g,
    valence: 0.9,
    energy: 0.5,
    themes: ['new-beginning', 'children', 'family', 'parents'],
    healing: true,
  },
  {
    id: 'expecting',
    pattern:
      /\b(?:pregnant|expecting a (?:baby|boy|girl)|hospital bag|any day now|due date|in labou?r|contractions|baby bump|baby shower|gender reveal|due in|baby on the way)\b/g,
    valence: 0.86,
    energy: 0.5,
    themes: ['family', 'children', 'new-beginning', 'hope'],
    healing: true,
  },
  {
    id: 'engaged',
    pattern:
      /\b(?:she said yes|he said yes|said yes|i said yes|got engaged|we'?re engaged|engaged|engagement|proposed|popped the question|put(?:s|ting)? a ring on (?:it|me|her|my finger))\b/g,
    valence: 0.92,
    energy: 0.64,
    themes: ['new-love', 'wedding', 'celebration'],
  },
  {
    id: 'wedding',
    pattern:
      /\b(?:wedding|just married|got married|getting married|married|tied the knot|mr (?:and|&) mrs|newlyweds?|honeymoon|bride|groom|our big day|bachelorette|bachelor party|hen (?:do|night))\b/g,
    valence: 0.9,
    energy: 0.6,
    themes: ['wedding', 'celebration', 'new-love'],
  },
  {
    id: 'anniversary',
    pattern: /\b(?:anniversary|[0-9]+ years (?:together|married|with (?:him|her|you))|years together)\b/g,
    valence: 0.82,
    energy: 0.44,
    themes: ['new-love', 'celebration', 'nostalgia'],
  },
  {
    // Of a child: its songs are no songs for a club.
    id: 'birthday',
    pattern:
      /\b(?:turn(?:ed|s|ing)|(?:is|are) (?:officially |already |finally |now )?(?=[a-z0-9]+(?: today| already| years old|!))) ?(?:[1-9]|1[0-2]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?!%| ?(?:kilo|km|k|kg|miles?|pages|degrees|into|to|of|and a half)\b)/g,
    valence: 0.87,
    energy: 0.6,
    themes: ['birthday', 'children', 'celebration', 'family'],
  },
  {
    id: 'birthday',
    pattern:
      /\b(?:birthday|bday|b-day|turn(?:ed|s|ing) (?:[0-9]+|one|two|three|sixteen|eighteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)|sweet (?:sixteen|16)|quinceanera)\b/g,
    valence: 0.87,
    energy: 0.66,
    themes: ['birthday', 'celebration'],
  },
  {
    id: 'graduation',
    pattern:
      /\b(?:graduat(?:ed|ion|ing|e|es)|got my (?:degree|diploma|phd|masters)|class of [0-9]{2,4}|commencement|finished (?:school|college|university|my thesis|my degree)|submitted my thesis|defended my thesis)\b/g,
    valence: 0.87,
    energy: 0.62,
    themes: ['graduation', 'new-beginning', 'celebration'],
  },
  {
    id: 'exam-passed',
    pattern:
      /\b(?:passed|aced|nailed|smashed)\b[^.!?]{0,30}\b(?:exams?|tests?|finals?|class|course|midterms?|quiz|driving|interview)\b|\bgot (?:an a|straight a'?s|full marks)\b|\bgot in(?:to)?\b[^.!?]{0,20}\b(?:college|university|uni|school|program)?\b|\bpassed!/g,
    valence: 0.9,
    energy: 0.72,
    themes: ['victory', 'celebration', 'perseverance'],
  },
  {
    id: 'new-job',
    pattern:
      /\b(?:new job|got the job|first day (?:at|of) (?:work|my)|dream job|got (?:hired|promoted)|promotion|promoted|a raise|job offer|start(?:ed|ing) (?:my|a) (?:new )?(?:job|business|company)|opened (?:my|our) (?:own )?(?:shop|business|cafe|studio))\b/g,
    valence: 0.84,
    energy: 0.64,
    themes: ['work', 'new-beginning', 'celebration'],
  },
  {
    id: 'victory',
    pattern:
      /\b(?:we|i|they|he|she|team) (?:just |finally |actually )?(?:won(?!')|did it|made it|nailed it|smashed it|crushed it)\b|\bwon\b(?!')|\bwinners?\b|\bwinning\b|\bchampions?(?:hip)?\b|\bvictor(?:y|ious)\b|\bfirst place\b|\bgold medal\b|\bpersonal best\b|\bnew record\b|\bundefeated\b|\btop of the (?:league|table)\b|\bdid it\b|\bmade it\b/g,
    valence: 0.92,
    energy: 0.86,
    themes: ['victory', 'celebration'],
  },
  {
    id: 'race-finished',
    pattern:
      /\b(?:finish(?:ed|ing) (?:my|the|a) (?:first )?(?:half[- ])?(?:marathon|race|triathlon|ironman|10k|5k)|(?:first|half) marathon|marathon|finish line)\b/g,
    valence: 0.84,
    energy: 0.76,
    themes: ['perseverance', 'victory', 'sport'],
  },
  {
    id: 'new-home',
    pattern:
      /\b(?:new (?:home|house|flat|apartment|place)|first (?:home|house|apartment|flat)|got the keys|moved in(?:to)?|moving in|housewarming|homeowners?)\b/g,
    valence: 0.82,
    energy: 0.52,
    themes: ['home', 'new-beginning'],
  },
  {
    id: 'new-pet',
    pattern:
      /\b(?:adopted|new (?:puppy|kitten|dog|cat|pet)|gotcha day|welcome home,? (?:little|buddy|pup)|rescue (?:dog|cat))\b/g,
    valence: 0.88,
    energy: 0.58,
    themes: ['pets', 'new-beginning', 'home'],
  },
  {
    id: 'homecoming',
    pattern:
      /\b(?:(?:back|finally|welcome|safe|safely|home) home|home (?:at last|again|sweet home)|coming home|came home|heading home|reunited|reunion|together again|homecoming)\b/g,
    valence: 0.8,
    energy: 0.44,
    themes: ['homecoming', 'home', 'family'],
  },
  {
    id: 'new-start',
    pattern:
      /\b(?:new (?:chapter|beginning|beginnings|start|life|adventure|city)|fresh start|starting over|start over|day one|here we go|clean slate|quit my job|first day(?! (?:of|at) (?:school|kindergarten|preschool|nursery|daycare|primary|elementary|middle|high)))\b/g,
    valence: 0.68,
    energy: 0.56,
    themes: ['new-beginning', 'hope'],
  },
  {
    id: 'first-love',
    pattern:
      /\b(?:first date|date night|falling (?:in|for)|fell in love|in love|love of my life|my (?:boyfriend|girlfriend|valentine)|first kiss|valentine'?s?)\b/g,
    valence: 0.88,
    energy: 0.54,
    themes: ['new-love'],
  },
  {
    id: 'retirement',
    pattern: /\b(?:retire(?:d|ment|s)|retiring|last day (?:of|at) work)\b/g,
    valence: 0.7,
    energy: 0.4,
    themes: ['new-beginning', 'work', 'growing-old', 'freedom'],
  },
  {
    id: 'growing-up',
    pattern:
      /\b(?:first (?:day of school|steps?|tooth|words?|bike|day at school)|kids? grow|grow(?:ing|s|n)? up|so big now|last day of school|lost (?:a|her|his) (?:first )?tooth)\b/g,
    valence: 0.7,
    energy: 0.5,
    themes: ['growing-up', 'children', 'family'],
  },
  {
    id: 'growing-old',
    pattern: /\b(?:getting old(?:er)?|growing old|grey hair|gray hair|old age|aging|ageing)\b/g,
    valence: 0.5,
    energy: 0.28,
    themes: ['growing-old', 'nostalgia'],
  },
  {
    id: 'old-days',
    pattern:
      /\b(?:throwback|tbt|remember when|the (?:good )?old days|years ago|back in (?:the day|[0-9]{4})|childhood|when (?:i was|we were) (?:young|kids|little|a kid)|those were the days|old photos?|school days)\b/g,
    valence: 0.52,
    energy: 0.32,
    themes: ['nostalgia', 'growing-up'],
  },
  {
    id: 'holiday',
    pattern:
      /\b(?:vacation|on holiday|holidays?|getaway|weekend away|road ?trip|backpacking|travell?ing|trip to|off to|bon voyage|out of office|wanderlust|island life)\b/g,
    valence: 0.82,
    energy: 0.58,
    themes: ['travel', 'freedom', 'summer'],
  },
  {
    id: 'party',
    pattern:
      /\b(?:party|partying|parties|festival|night out|clubbing|rave|cheers|celebrat(?:e|ing|ion|ed)|dance all night|let'?s dance)\b/g,
    valence: 0.86,
    energy: 0.84,
    themes: ['party', 'celebration', 'dancing'],
  },
  {
    id: 'concert',
    pattern: /\b(?:concert|gig|live music|front row|encore|jam session|open mic|our band|the band)\b/g,
    valence: 0.82,
    energy: 0.82,
    themes: ['music-making', 'celebration'],
  },
  {
    id: 'christmas',
    pattern: /\b(?:merry christmas|christmas|xmas|santa|advent|boxing day)\b/g,
    valence: 0.84,
    energy: 0.48,
    themes: ['christmas', 'family', 'winter'],
  },
  {
    id: 'new-year',
    pattern: /\b(?:happy new year|new year'?s?(?: eve)?|nye|countdown to midnight)\b/g,
    valence: 0.84,
    energy: 0.76,
    themes: ['new-year', 'celebration', 'new-beginning'],
  },
  {
    id: 'friends',
    pattern:
      /\b(?:best friends?|bff|bffs|my (?:crew|squad|gang|people|girls|boys)|with (?:the )?(?:friends|girls|boys|lads|gang)|friendship|besties?)\b/g,
    valence: 0.82,
    energy: 0.6,
    themes: ['friendship'],
  },
  {
    id: 'family-time',
    pattern:
      /\b(?:family (?:time|day|dinner|photo|trip|reunion)|mother'?s day|father'?s day|with (?:the )?(?:family|kids|grandkids|grandparents|mum|mom|dad))\b/g,
    valence: 0.8,
    energy: 0.46,
    themes: ['family', 'parents'],
  },
  {
    id: 'faith',
    pattern:
      /\b(?:amen|god is good|praise|church|prayers? answered|baptis(?:m|ed)|baptiz(?:ed)|communion|ramadan|eid|hanukkah|pray(?:ing|ers?)?)\b/g,
    valence: 0.64,
    energy: 0.3,
    themes: ['faith', 'hope'],
  },
  {
    id: 'looking-forward',
    pattern: /\b(?:can'?t wait|cannot wait|counting (?:down|the days)|looking forward|so ready|ready for)\b/g,
    valence: 0.82,
    energy: 0.7,
    themes: ['hope'],
  },
  {
    id: 'perseverance',
    pattern:
      /\b(?:never give up|not giving up|keep going|still standing|one more try|try again|trying again|one step at a time|didn'?t give up|won'?t give up|hang in there|bounce back)\b/g,
    valence: 0.62,
    energy: 0.6,
    themes: ['perseverance', 'hope'],
  },
  {
    id: 'happy-tears',
    pattern:
      /\b(?:happy tears|tears of joy|so happy i could cry|cr(?:y|ied|ying) (?:with|from|of) (?:joy|laughter|laughing|happiness)|cried laughing)\b/g,
    valence: 0.9,
    energy: 0.6,
    themes: ['celebration'],
  },
  {
    id: 'full-heart',
    pattern:
      /\b(?:heart (?:is|are|was)? ?(?:so |very )?full|full heart|cloud nine|over the moon|(?:best|greatest|happiest) (?:day|night|week|trip) ?(?:ever|of my life)?|best life|life is good|good vibes)\b/g,
    valence: 0.9,
    energy: 0.62,
    themes: [],
  },
];
