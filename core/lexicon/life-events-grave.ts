/**
 * How people tell of death, grave illness, violence and disaster without naming them: the soft words, the places and the
 * things left behind. The plain words stand in life-events-hard.ts; the ids are shared.
 */
import type { LifeEvent } from './life-events.ts';

/** Family and friends as captions call them. */
export const KIN =
  '(?:mum|mom|mam|mommy|mummy|mother|dad|daddy|father|pa|papa|mama|parents?|grand(?:ma|pa|mother|father|parents?|dad|mum|mom|papa|mama)|nan|nana|nanny|gran|granny|gramps|oma|opa|nonna|nonno|abuela|abuelo|brother|sister|bro|sis|son|daughter|baby|baby boy|baby girl|child|husband|wife|hubby|partner|fiancee?|boyfriend|girlfriend|uncle|aunt|auntie|cousin|friend|best friend|bestie|mate|buddy|twin|teacher|coach|neighbou?r)';

/** Animals of the house as captions call them. */
export const ANIMAL =
  '(?:dogs?|dogg(?:o|y|ie)|hound|pup|pupp(?:y|er)|cats?|kitty|kitten|pets?|horse|mare|pony|rabbit|bunny|hamster|guinea pig|parrot|budgie|ferret|tortoise|goldfish|fur ?baby|good (?:boy|girl)|old (?:boy|girl|friend|lad|lady|man))';

const ELDERS =
  '(?:mum|mom|mama|mother|dad|daddy|papa|father|grand(?:ma|pa|mother|father|dad|mum|mom)|nan|nana|granny|gran|gramps|oma|opa|nonna|nonno|abuela|abuelo)';

const FEAST =
  "(?:christmas|birthday|holidays?|new year'?s?|easter|thanksgiving|eid|diwali|hanukkah|mother'?s day|father'?s day|anniversary|year|spring|summer|autumn|winter|wedding anniversary)";

const grave = (
  id: string,
  [valence, energy]: readonly [number, number],
  themes: LifeEvent['themes'],
  ...patterns: readonly string[]
): LifeEvent => ({
  id,
  pattern: new RegExp(`(?<![a-z0-9'])(?:${patterns.join('|')})(?![a-z0-9])`, 'g'),
  valence,
  energy,
  themes,
  sensitive: true,
});

export const GRAVE_EVENTS: readonly LifeEvent[] = [
  grave(
    'pet-loss',
    [0.13, 0.16],
    ['loss', 'pets', 'farewell', 'remembrance'],
    `(?:last|final) (?:ever )?(?:walk|car ride|ride|cuddles?|nap|swim|treat|trip to the (?:vet|beach|park)|sunset|morning|evening|night|day) (?:with|for|of) (?:(?:my|our|the|this) )?(?:[a-z]+ ){0,2}?${ANIMAL}`,
    '(?:last|final) (?:ever )?(?:walk|cuddles?|belly rub|trip to the vet)(?: together)? (?:with|for) (?!the |a |my (?:friends|family|class)|our (?:friends|class)|friends)[a-z]+',
    `had to let (?:[a-z]+ ){1,3}go(?: (?:today|this|yesterday|last|peacefully)|(?=[.!,]|$))|(?:let|letting|had to let|helped) (?:him|her|them|(?:our|my|the) (?:[a-z]+ )?${ANIMAL}) (?:go|cross|sleep)(?! (?:out|for|on the|in the|first))`,
    '(?:empty|unused|hanging up (?:his|her|the)|(?:his|her)) (?:leash|lead|collar|dog bed|cat bed|food bowl|water bowl|kennel)',
    '(?:he|she|they) (?:was|were) (?:truly |just |simply )?(?:a |the |such a |our )(?:very |so )?(?:good|best|bestest|goodest|sweetest|loyalest) (?:boy|girl|dog|cat|companion|little guy)',
    `(?:rest|sleep) (?:easy|well|tight|peacefully),? (?:my |our |sweet |old |little |good )*${ANIMAL}`,
    `(?:had to|time to|have to) say (?:goodbye|farewell) to (?!(?:my|our|the|this|that|these|everyone|you|paris|london|summer|school|college|campus|home)\\b)[a-z]+|(?:run|running) free,? [a-z]+|over the rainbow bridge|crossed the (?:rainbow )?bridge|waiting (?:for (?:me|us) )?at the (?:rainbow )?bridge`,
    `(?:house|home|sofa|couch|flat) (?:is|feels) (?:so |too )?(?:quiet|empty) without (?:him|her|[a-z]+'?s paws|(?:our|my) ${ANIMAL})`,
    `good ?(?:night|bye),? (?:my |our |dear )*old (?:boy|girl|friend|lad)|(?:good ?night|goodbye|farewell|sleep well),? [a-z ]{2,20},? thank you for (?:[a-z]+ )?(?:[0-9]+|ten|eleven|twelve|thirteen|fourteen|fifteen|all the|so many) (?:[a-z]+ )?(?:years|walks|cuddles|adventures|love)`,
    `no (?:more )?(?:paws|barks?|barking|meows?|wagging tails?|purrs?)[a-z ]{0,14}(?:at the door|any ?more)|to the vet (?:for the|one) last time|(?!(?:summer|season|today|yesterday|tonight|year|week|winter|autumn|spring|school|trip|tour)'s)[a-z]+'s (?:last|final) (?:sunset|walk|car ride|meal|swim|morning|cuddle)`,
    `${ANIMAL} passed (?:in (?:her|his|their)|over|peacefully|quietly|away|today|this (?:morning|week|weekend)|last (?:night|week|weekend|month)|yesterday)`,
    `(?:vet|vets) (?:said|says|told us)[^.!?]{0,40}(?:time|nothing|weeks|days)`,
    `(?:said|say|saying) (?:our |my |a |the )?(?:last |final )?(?:goodbyes?|farewell) to (?:our |my |the )?(?:sweet |old |beloved |dear |little |best )*${ANIMAL}`,
    `${ANIMAL} (?:didn'?t|did not|couldn'?t) make it(?! (?:to|in|past|out|home|for|up|on))|${ANIMAL} gained (?:her|his|their) (?:angel )?wings`,
    'goodbye,? (?:my |our )(?:sweet |darling |beautiful |dear |old |precious |little |good |best )+(?:boy|girl|friend|angel|pup|one)',
  ),
  grave(
    'death',
    [0.09, 0.16],
    ['loss', 'remembrance', 'farewell'],
    `(?:buried|burying|bury|laid|laying) (?:my |our |the )?(?:[a-z]+ )?${KIN}(?: to rest)?(?! (?:in (?:the )?(?:snow|sand|leaves|blankets?|presents|hugs|kisses)|under))|${KIN} passed(?: on| peacefully| quietly)? (?:today|tonight|yesterday|last (?:night|week|month|year)|this (?:morning|week|weekend|year))|overdos(?:ed|e)|found (?:her|his|their|the) body|(?:at|after|before|from) the wake(?= |[.!,]|$)`,
    `rest (?:easy|now,? (?:[a-z]+ )?${KIN}|in paradise|in power|well,? (?:my |our |sweet |old |dear )*${KIN})|fl(?:y|ies|ying) high,? (?:${KIN}|angel|brother|king|queen|sweet [a-z]+)`,
    `(?:un)?til(?:l)? we meet again,? (?:my |sweet |dear )*(?:${KIN}|angel)|see you on the other side|heaven (?:gained|has|got|received|needed)|(?:gained|got|has) (?:an|another|its) angel|guardian angel|with the angels|(?:said|saying) (?:our|my|their) (?:final |last )?goodbyes to ${KIN}|fl(?:y|ies|ying) high,? (?:[a-z]+ ){0,2}${KIN}|(?:took|taken) (?:his|her|their) own life|lost (?:his|her|their) (?:[a-z]+ )?(?:battle|fight|life)|(?:nursery|crib|cot) (?:will stay|stays|is|stayed) empty|angel in heaven|in heaven(?: now)?|up there (?:somewhere|watching|smiling|with)|watching over (?:me|us)`,
    `gone but (?:never|not) forgotten|taken (?:from us|too soon|too early)|gone far too (?:soon|young)|left us (?:today|yesterday|last|this|too|far|on|in|for)|slipped away (?:today|last|this|peacefully|in|on|from)|last breath|(?:her|his|their|your) heart (?:stopped|gave out)|no heartbeat|(?:he|she|they|(?:my|our) ${KIN}) (?:didn'?t|did not|couldn'?t) (?:make it(?! (?:to|in|past|through(?! the night)|out|home|for|up|on))|survive|wake up)`,
    `(?:he|she)(?:'s| is|) (?:really |just )?gone(?: forever| now)?(?=[.!,]|$)|can'?t believe (?:you'?re|he'?s|she'?s|they'?re|you are|he is|she is) (?:really )?gone`,
    `(?:said|say|saying) (?:our |my |a |the )?(?:last |final )?(?:goodbyes?|farewell) to (?:my |our )(?:[a-z]+ )?${KIN}(?! (?:at the (?:airport|station|gate)|as (?:he|she|they)|before (?:he|she|they|his|her)))`,
    `lost (?:our|my) (?:sweet |beautiful |precious |dear |little |own )*(?:baby|angel|boy|girl|hero|rock|everything|${KIN})`,
    `lost (?:a|an|another|one of (?:our|the|my)) (?:dear |good |great |best |old |true |close )*(?:friend|brother|sister|colleague|teammate|student|soul|ones?|legend|hero|mentor|neighbou?r)`,
    `(?:said|say|saying|kissed|waved) (?:a |our |the |my )?(?:last |final )?(?:goodbyes?|farewell) to ${ELDERS}(?! (?:at the (?:airport|station|gate)|for (?:now|the|a)|until|before))`,
    `(?:the |all |those |friends |people |everyone |loved ones )(?:that |who |whom )?(?:we|i)(?:'ve| have)? lost(?: (?:this|last|too|along|in|to)[a-z ]*)?(?=[.!,]|$)|(?:last|final) time (?:i|we) (?:ever )?(?:held|hugged|kissed|spoke (?:to|with)) (?:him|her|them|${KIN}|my ${KIN})`,
    '(?:was |were |been )?born (?:sleeping|still|asleep)|gained (?:her|his|their) (?:angel )?wings',
    'sid?s\\b|stillbirth|angel bab(?:y|ies)|pregnancy loss|infant loss|lost the baby|empty (?:nursery|crib|cot|cradle)',
  ),
  grave(
    'funeral',
    [0.1, 0.14],
    ['loss', 'remembrance', 'farewell'],
    "(?:laid|lay(?:ing)?|put(?:ting)?) (?:him|her|them|[a-z]+(?: [a-z]+){0,3}) to rest|final resting place|celebration of (?:his|her|life|a life)(?: life)?|eulogy|pallbearers?|casket|coffin|hearse|mourners|headstone|gravestone|tombstone|(?:visit(?:ing|ed)?|at|flowers (?:on|for)) (?:his|her|your|the|[a-z]+'s) graves?|scatter(?:ed|ing) (?:his|her|their|[a-z]+'?s?) ashes|open casket|sitting shiva|wake tonight",
  ),
  grave(
    'remembrance',
    [0.2, 0.17],
    ['remembrance', 'loss', 'longing'],
    `first ${FEAST} without (?:you|him|her|them|(?:my |our )?${KIN})`,
    `(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|twenty|[0-9]+) (?:years?|months?|weeks?|days?)(?: today)?,? (?:without (?:you|(?:my |our )?${KIN})|(?:since|after) (?:you (?:left|died|passed|went)|we lost|i lost|losing|he (?:left us|died|passed)|she (?:left us|died|passed)|(?:my |our )?${KIN} (?:died|passed|left us)))`,
    `(?:his|her|their|your|${KIN}'?s) empty (?:chair|seat|place|spot|room|side of the bed)|wish (?:my |our )?${ELDERS} could (?:see|have seen|meet|have met|be)|(?:a|one|two) minutes? of silence`,
    `(?:an |the |one )?empty chair at (?:the|our) [a-z]+|(?:she|he|they) couldn'?t be here(?: today| to see| with us)?|still have (?:your|his|her|[a-z]+'s) (?:voicemails?|last (?:message|text)s?)|those who (?:fell|gave their lives|never came (?:home|back))|(?:for|of) the victims|(?:he|she|you)'d (?:be|have been|have turned) (?:[0-9]+|[a-z]+ty)(?: today)?|would have (?:been|turned) (?:your|his|her|[0-9]+)|(?:he|she|you|they|${KIN}) (?:would|should) (?:have been|have turned|be turning|have loved|be (?:so )?proud)(?: (?:[0-9]+|here|proud|so proud|with us|this|today))?`,
    `miss(?:ing)? (?:you|u|ya) (?:so much |every day |always |forever |more than words |already |still )*,? ?(?:my |sweet |old |dear )*(?:${ELDERS}|angel)`,
    `(?:i |we |still |really )*miss(?:ing)? (?:my|our) (?:late |dear |sweet )*(?:nan|nana|gran|granny|grand(?:ma|pa|dad|mother|father|mum)|gramps|oma|opa)`,
    `wish (?:you|he|she|they|(?:my )?${KIN}) (?:were|was|could be) (?:still )?here(?: to see| with us| today| for this)?(?=[^a-z]*(?:${KIN}| to see| with us))`,
    `(?:gone|no longer here|not here) (?:but|to see|to share)|in (?:his|her|your|their|${KIN}'?s?) (?:memory|honou?r)|(?:his|her|${KIN}'?s) (?:memory|legacy) lives? on|remembrance (?:day|sunday)|we will (?:not|never) forget|lest we forget|light(?:ing|ed)? a candle for|moment of silence|minute'?s? silence|vigil|veterans'? day|anzac day|9/11|holocaust|fallen (?:soldiers?|heroes|comrades|friends)|the fallen`,
  ),
  grave(
    'illness',
    [0.22, 0.24],
    ['hope', 'perseverance', 'peace'],
    "(?:found|felt) (?:a|the|another) (?:lump|tumou?r|mass)|(?:round of )?ivf (?:round |cycle |transfer )?(?:failed|didn'?t (?:work|take|stick))|failed (?:round of )?ivf|biops(?:y|ies)|(?:scan|test|blood|mri|pet) results?|(?:mri|ct|pet) scans?|(?:hospital|surgery|doctor'?s|icu|er) waiting room|stage (?:3|4|iii|iv|three|four)|metasta\\w+|palliative(?: care)?|ventilator|life support|nicu|premature(?:ly)?|preemie|born (?:too early|at [0-9]+ weeks)|transplant|dialysis|seizures?|epilep(?:sy|tic)|parkinson'?s|multiple sclerosis|\\bals\\b|cystic fibrosis|chronic (?:pain|illness|fatigue)|autoimmune|lupus|sepsis|pneumonia|aneurysm|feeding tube|iv drip|infusion(?:s| day)?|radiation|oncolog(?:y|ist)|mastectomy|hospital (?:bed|room|gown|food|bracelet|wristband|corridors?|again|days?|stay|chair|night)|in (?:the )?(?:hospital|er|e\\.r\\.|ward|recovery room)|bedside|a ?& ?e\\b|(?:heart|brain|open[- ]heart|emergency|back|knee|hip|eye) (?:surgery|operation|bypass)|under (?:anaesthetic|anesthesia)|pre[- ]?op|post[- ]?op|(?:first|next|another|round [a-z0-9]+ of) chemo|panic attacks?|psych(?:iatric)? ward|eating disorder|anorexi\\w+|bulimi\\w+|rehab(?!ilitat)|hard to watch (?:him|her|them) (?:fade|suffer)|(?:he|she|mum|mom|dad|grandma|grandpa) (?:doesn'?t|does not|didn'?t|no longer) (?:remember|recogni[sz]e|know) (?:me|us|my name|who)",
  ),
  grave(
    'injury',
    [0.2, 0.3],
    ['hope', 'perseverance'],
    'broken (?:ribs?|nose|jaw|finger|pelvis|back|neck|collarbone|kneecap)|(?:car|bike|motorbike|motorcycle|bus|train|plane|ski|climbing) (?:crash|accident|wreck)|lucky to be alive|fractur(?:e|ed|es)|crutches|(?:in|with) (?:a|my|his|her) (?:cast|sling|neck brace|wheelchair)|torn (?:acl|ligaments?|meniscus|muscle|achilles)|(?:tore|ruptured|shattered|dislocated|snapped) (?:my|his|her) [a-z]+|stitches|(?:car|bike|motorbike|truck|van) (?:is |was |got |is a |was a )?(?:totall?ed|write[- ]?off)|(?:rear[- ]ended|t-?boned|totall?ed (?:my|the|our|his|her) (?:car|bike|truck))|hit by a (?:car|truck|bus|bike|van)|hit and run|fell (?:off|from) (?:a|the|my) (?:roof|ladder|bike|horse|cliff)|paraly[sz]ed|amputat\\w+|lost (?:my|his|her) (?:leg|arm|sight|hearing)|walked away from (?:the|this|a) (?:crash|wreck)',
  ),
  grave(
    'violence',
    [0.12, 0.3],
    ['hope', 'perseverance', 'self-worth'],
    'domestic (?:violence|abuse)|abus(?:e|ed|er|ive)|rap(?:ed|ist)|molest\\w+|stalk(?:ed|er|ing me)|restraining order|(?:was|got|been|were) (?:attacked|assaulted|beaten|stabbed|shot|robbed|mugged|harassed|threatened)|stabbing|(?:mass|school|drive[- ]by) shootings?|shooting (?:at|in|on) (?:my|our|the)|gun violence|hate crime|police brutality|kidnapp\\w+|human trafficking|bullied|bullying',
  ),
  grave(
    'war',
    [0.12, 0.3],
    ['war', 'peace', 'hope'],
    'air ?strikes?|(?:to|at|on|from) the front(?= |[.!,]|$)(?! (?:row|door|desk|page|seat|line of|yard|porch|garden|of))|missiles?|drone (?:attack|strike)s?|(?:air raid |the )?sirens (?:all|again|at|through|last|every)|bomb(?:ed|ing)? shelter|shelter(?:ing)? (?:from the|underground|in the (?:basement|metro|subway|cellar))|front ?lines?|trenches|shell(?:ed|ing)|occupi(?:ed|ers)|occupation|rubble|ruins of (?:our|my)|warzone|war zone|refugee(?:s| camp)?|displaced|asylum seekers?|(?:pray(?:ing|ers)? for|stand(?:ing)? with|solidarity with) (?:ukraine|gaza|palestine|israel|syria|sudan|yemen|kyiv|beirut|paris|[a-z]+ victims)|ukraine|gaza|aleppo|casualties|prisoners? of war',
  ),
  grave(
    'disaster',
    [0.15, 0.3],
    ['loss', 'hope', 'home'],
    '(?:fire|flames|blaze|flood|floods|water|storm|hurricane|tornado|earthquake|quake|landslide|mudslide|wave) (?:took|destroyed|swallowed|gutted|claimed|burned|burnt|levell?ed|wiped|ripped|tore|came through)|(?:house|home|apartment|barn|shop|factory|school|village|town|street|building|forest) (?:fire|is (?:burning|gone|under water|underwater|destroyed)|(?:was|got|were) (?:destroyed|flooded|burned|burnt)|burned|burnt|flooded)|(?:lost|losing) (?:our|my|the|their) (?:home|house|farm|village)|flood(?:ed|waters?)|avalanche|landslide|mudslide|volcan(?:o|ic) erupt\\w*|all that(?:.?s| is) left of (?:our|my|the) [a-z]+|after the (?:fire|flood|storm|earthquake|quake|hurricane)|tremors|aftershocks?|homeless(?:ness)?|evacuees?|thoughts (?:and prayers|are with)|hold(?:ing)? (?:us|him|her|them|you) in (?:your|our|my) (?:thoughts|prayers)',
  ),
];
