/**
 * What a song is about as far as its title tells: weak themes for songs that no editor has described. English first, with
 * the commonest words of the other languages of the caption reader.
 */
import type { Theme } from '../themes.ts';

/** More would be guessing. */
const MOST_THEMES = 2;

const TITLE_WORDS: readonly (readonly [theme: Theme, words: string])[] = [
  [
    'christmas',
    'christmas|xmas|santa(?: claus)?|jingle bells?|silent night|noel|navidad|weihnacht(?:en)?|natale|rudolph|deck the halls?|mistletoe|sleigh(?: ride)?|winter wonderland|o holy night|little drummer boy|frosty the snowman|feliz navidad|holly jolly|wonderful time of the year',
  ],
  ['new-year', "new year'?s?|auld lang syne"],
  ['birthday', 'birthday|sweet sixteen|cumpleanos|geburtstag|anniversaire'],
  ['wedding', 'wedding|marry|married|bride|chapel of love|aisle|boda|altar|hochzeit|vows'],
  ['graduation', 'graduation|commencement|class of'],
  [
    'breakup',
    'breakup|break ?up|broken ?heart(?:ed)?|heartbreak(?:er)?|heartache|divorce|ex-?(?:boyfriend|girlfriend|lover)?|without you|leave me|left me|over you|cheat(?:er|ing|ed)?|goodbye my lover|adios amor|desamor',
  ],
  [
    'farewell',
    'goodbye|good-bye|farewell|bye bye|adios|au revoir|leaving|so long|parting|despedida|ciao|arrivederci|adieu',
  ],
  [
    'loss',
    'funeral|grave|died|dead|death|dying|in heaven|tears in|mourning|ashes|lost you|gone too soon|requiem|elegy',
  ],
  ['remembrance', 'remember(?:ing)?|in memory|memorial|never forget|ghost of you|recuerdo'],
  [
    'longing',
    'miss(?:ing)? you|longing|wish you were here|come back|waiting for|yearn(?:ing)?|te extrano|saudade|sehnsucht|tu me manques',
  ],
  [
    'new-love',
    "(?:in|my|your|our|true|crazy|endless|sweet|first|fall(?:ing)?(?: in)?) love|love (?:me|you|song|story|of my life)|kiss(?:es|ing)?|valentine|sweetheart|darling|be mine|te amo|te quiero|mi amor|je t'?aime|ich liebe dich|ti amo|amore",
  ],
  ['friendship', 'friends?|friendship|brothers in|lean on me|amigos?|freunde?'],
  ['parents', 'mama|mother|mom|mum|father|dad(?:dy)?|papa|mutter|vater|madre|padre'],
  ['family', 'family|sister|brother|grandma|grandpa|familia'],
  ['children', "lullaby|baby'?s first|little (?:girl|boy|one)|child(?:ren)?|my son|my daughter|nursery|cuna"],
  ['pets', 'dog|puppy|doggie|kitten|my cat'],
  [
    'animals',
    'birds?|blackbird|butterfl(?:y|ies)|wolf|wolves|horses?|lion|tiger|elephant|fox|eagle|dove|swan|whale|bees?',
  ],
  ['growing-up', 'growing up|seventeen|sixteen|eighteen|teenage|teenager|young(?: and)?|school ?days|childhood|kids'],
  ['growing-old', 'growing old|getting older|old man|old age|time flies|years go by|forever young'],
  [
    'nostalgia',
    'memor(?:y|ies)|yesterday|nostalgia|those were the days|good old days|back then|used to|remember when|photograph|glory days|recuerdos|souvenirs?',
  ],
  ['homecoming', 'coming home|come home|homeward|going home|back home|return'],
  ['home', 'home|house|hometown|casa|heimat|maison'],
  ['new-beginning', 'new (?:beginning|day|life|start|dawn)|start(?:ing)? over|brand new|begin again|born again'],
  ['work', '9 to 5|nine to five|working|work|job|monday|factory'],
  ['money', 'money|cash|dollars?|rich|gold digger|bills|billionaire|dinero'],
  ['failure', 'loser|failure|fail|mistakes?|creep|regrets?|bad day|sorry'],
  [
    'perseverance',
    "stronger|survive|survivor|keep (?:on|going)|never give up|don'?t give up|unbreakable|still standing|rise up|won'?t back down|hold on|fighter|fight song|climb",
  ],
  ['victory', 'champions?|winner|victory|we won|unstoppable|conqueror|hall of fame'],
  ['sport', 'football|soccer|basketball|baseball|run(?:ner|ning)|race|gym|boxer|world cup|surf(?:in|ing)?'],
  [
    'travel',
    'travel(?:l?ing)?|journey|around the world|wander(?:ing|er|lust)?|vagabond|voyage|far away|passport|viaje',
  ],
  ['road', 'road|highway|drive|driving|route 66|freeway|autobahn|ride|wheels|truck'],
  ['flight', 'fly(?:ing)?|airplane|jet plane|wings|flight|volar|fliegen'],
  ['sea', 'sea|ocean|sail(?:ing|or)?|ship|mar|mer|meer|mare|waves'],
  ['beach', 'beach|island|sand|playa|palm trees?|boardwalk|malibu'],
  ['mountains', 'mountains?|hills|valley|montana|berge'],
  ['forest', 'forest|woods|trees?|jungle|wald'],
  ['countryside', 'country ?roads?|farm|fields?|meadow|prairie|cowboy|barn|small town|harvest'],
  ['night-city', 'city (?:lights|nights?)|midnight city|neon|downtown|after dark'],
  ['city', 'city|new york|london|paris|berlin|tokyo|chicago|street|ciudad|stadt|ville|la ciudad'],
  ['train', 'train|railroad|tracks|zug|tren'],
  ['summer', 'summer(?:time)?|sunny|hot in|june|july|august|verano|ete|sommer|estate'],
  ['autumn', 'autumn|october|november|september|falling leaves|otono|herbst'],
  ['snow', 'snow(?:fall|flake|man)?|let it snow|nieve|schnee|neige'],
  ['winter', 'winter|cold december|december|january|invierno|hiver'],
  ['rain', 'rain(?:y|ing|drops?|bow)?|storm|thunder|umbrella|lluvia|pluie|regen|pioggia|chuva'],
  ['sunrise', 'sunrise|morning|dawn|good day sunshine|here comes the sun|sunshine|daybreak|manana|amanecer'],
  ['sunset', 'sunset|sundown|golden hour|twilight|dusk|atardecer'],
  [
    'stars',
    'stars?|starlight|moon(?:light|dance)?|galaxy|milky way|space|cosmic|satellite|luna|estrellas?|sterne|mond|supernova',
  ],
  ['night', 'night|midnight|nocturne|noche|nacht|nuit|notte'],
  ['party', 'party|club|saturday night|friday night|weekend|shots|fiesta|turn up|get lit|celebrate tonight'],
  [
    'dancing',
    'danc(?:e|ing|er|in)|disco|boogie|waltz|tango|salsa|samba|groove|shuffle|twist|bailar?|baila|tanz(?:en)?|danse',
  ],
  ['celebration', 'celebrat(?:e|ion)|hooray|happy(?: days?)?|good times|fireworks?|carnaval|carnival'],
  ['food', 'sugar|honey|candy|chocolate|coffee|bread|cake|pizza|strawberr(?:y|ies)|watermelon|cherry|peaches|kitchen'],
  ['drinking', 'drink(?:ing|s)?|drunk|wine|beer|whiske?y|tequila|bar|gin|rum|champagne|vodka|cerveza'],
  [
    'music-making',
    'song|music|guitar|piano|rock (?:and|n|&) roll|melody|symphony|sing(?:ing)?|radio|band|dj|blues|jazz|sonata|prelude|etude|concerto|cancion|musica',
  ],
  ['fire', 'fire|flames?|burn(?:ing)?|inferno|fuego|feuer'],
  [
    'freedom',
    'free(?:dom)?|break free|born to be wild|libre|libertad|liberte|freiheit|unchained|run away|runaway|escape',
  ],
  ['solitude', 'alone|lonely|loneliness|lonesome|solitude|by myself|only the lonely|solo|soledad|allein|seul'],
  ['hope', 'hope|believe|better days|brighter|tomorrow|someday|esperanza|hoffnung|rainbow|light'],
  [
    'faith',
    'god|lord|jesus|heaven|prayer|pray|hallelujah|amazing grace|holy|gospel|angels?|amen|church|worship|allah|dios|blessed|spirit',
  ],
  [
    'peace',
    'peace(?:ful)?|calm|serenity|quiet|still(?:ness)?|meditation|tranquil(?:ity)?|breathe|relax(?:ing|ation)?|paz',
  ],
  [
    'protest',
    'revolution|protest|power to the people|freedom fighter|rise|rebel(?:lion)?|uprising|change is gonna come|police|resist',
  ],
  ['war', 'war|soldiers?|battle|army|bombs?|gun|guns|trenches|guerra|krieg|guerre'],
  ['anger', 'hate|rage|angry|anger|kill|fuck|enemy|revenge|destroy|scream|madness'],
  ['dreams', 'dreams?|dreaming|dreamer|sueno|traum|reve|sogno|sleep'],
  ['wonder', 'wonder(?:ful|land)?|magic(?:al)?|miracle|mystery|beautiful|what a wonderful'],
  ['flowers', 'flowers?|roses?|wildflowers?|garden|blossom|tulips?|daisy|lily|lavender|flores?|blumen|bloom'],
  ['water', 'water|river|lake|pool|drown(?:ing)?|swim(?:ming)?|waterfall|agua|rio|fluss'],
  [
    'self-worth',
    'queen|confident|beautiful the way|who i am|this is me|proud|respect|boss|flawless|independent|my way|worth it|superstar|i am (?:woman|enough)',
  ],
];

const PATTERNS = TITLE_WORDS.map(
  ([theme, words]) => [theme, new RegExp(`(?<![\\p{L}\\p{N}'])(?:${words})(?![\\p{L}\\p{N}])`, 'u')] as const,
);

/** At most two themes, in the order of the lexicon: what is rarest in titles and tells most stands first there. */
export function titleThemes(title: string): Theme[] {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[([](?:feat|ft|with|prod|remaster|live|from|version|edit|mix|remix|acoustic|radio)\b[^)\]]*[)\]]/g, ' ')
    .replace(/ - .*\b(?:remaster(?:ed)?|live|version|edit|mix|remix|from|soundtrack)\b.*$/, '');
  return PATTERNS.filter(([, pattern]) => pattern.test(plain))
    .slice(0, MOST_THEMES)
    .map(([theme]) => theme);
}
