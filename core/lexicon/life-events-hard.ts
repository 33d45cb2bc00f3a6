import type { LifeEvent } from './life-events.ts';
import { ANIMAL, KIN } from './life-events-grave.ts';

/** Events that hurt. */
export const HARD_EVENTS: readonly LifeEvent[] = [
  {
    id: 'exam-failed',
    pattern:
      /\b(?:fail(?:ed|ing)?|flunk(?:ed|ing)?|bombed|did(?:n'?t| not) pass|not pass(?:ed)?)\b[^.!?]{0,40}\b(?:exams?|tests?|finals?|class|course|calculus|math|maths|physics|chemistry|midterms?|quiz|driving test|year|semester|degree|school|bar)\b|\b(?:exams?|tests?|finals?|midterms?)\b[^.!?]{0,25}\b(?:went (?:badly|terribly|horribly|wrong)|fail(?:ed)?|was a disaster|did(?:n'?t| not) go well)\b|\bfailed (?:my|the|another|again)\b/g,
    valence: 0.16,
    energy: 0.34,
    themes: ['failure', 'perseverance'],
  },
  // loss of an animal
  {
    id: 'pet-loss',
    pattern: new RegExp(
      `\\b(?:last|final) (?:ever )?(?:walk|days? (?:with|for|of)|night with|cuddles?|car ride|photo of|picture of|goodbye|hours? with|moments? with)\\b[^.!?]*\\b${ANIMAL}\\b`,
      'g',
    ),
    valence: 0.14,
    energy: 0.16,
    themes: ['loss', 'pets', 'farewell', 'remembrance'],
    sensitive: true,
  },
  {
    id: 'pet-loss',
    pattern: new RegExp(
      `\\b${ANIMAL}\\b[^.!?]{0,40}\\b(?:died|passed(?= away| on\\b| peacefully| today| yesterday| last| this| *[.,!?]|$)(?: away)?|is gone|put down|put to sleep|crossed the rainbow|last walk|last day)\\b|\\b(?:lost|buried|miss(?:ing)?|goodbye to|say(?:ing)? goodbye to|goodnight to|bury) (?:our|my|the|his|her|their) (?:old |sweet |beloved |dear |little |big |loyal )*${ANIMAL}\\b|\\brainbow bridge\\b|\\b(?:had to )?(?:put|putting) (?:him|her|our|my|the)\\b[^.!?]{0,20}\\b(?:down|to sleep)\\b`,
      'g',
    ),
    valence: 0.12,
    energy: 0.16,
    themes: ['loss', 'pets', 'remembrance', 'farewell'],
    sensitive: true,
  },
  // loss of a person
  {
    id: 'death',
    pattern: new RegExp(
      `\\bpassed away\\b|\\bpassing of\\b|\\b(?:has|have|just|suddenly) died\\b|\\bdied\\b|\\bdeath of\\b|\\bdeath\\b|\\bdies\\b|\\b(?:is|are|was|were|found|he's|she's|pronounced|now) (?:dead|dying)\\b|\\brest in (?:peace|power)\\b|\\br\\.?i\\.?p\\b\\.?|\\bgone too soon\\b|\\bforever in our hearts\\b|\\b(?:mum|mom|dad|grandma|grandpa|angel|now|birthday|christmas) in heaven\\b|\\blost (?:my|our|her|his|their) (?:[a-z]+ )?${KIN}\\b|\\blost (?:him|her|them) (?:today|yesterday|last|this|to|too)\\b|\\b(?:${KIN}) (?:is|are) (?:no longer with us|gone)\\b|\\bno longer with us\\b|\\bsuicide\\b|\\b(?:was|were|been|got) killed\\b|\\bkilled (?:in|by)\\b|\\bmurder(?:ed)?\\b`,
      'g',
    ),
    valence: 0.08,
    energy: 0.16,
    themes: ['loss', 'remembrance', 'farewell'],
    sensitive: true,
  },
  {
    id: 'funeral',
    pattern:
      /\b(?:funeral|burial|wake for|cremat(?:ion|ed)|memorial service|obituary|bur(?:y|ying|ied) (?:him|her|them|my|our)|condolences?|(?:her|his|their) ashes|graveside|(?:the|her|his|their|dad's|mum's|mom's) grave|cemetery|widow(?:ed|er)?)\b/g,
    valence: 0.1,
    energy: 0.14,
    themes: ['loss', 'remembrance', 'farewell'],
    sensitive: true,
  },
  {
    id: 'remembrance',
    pattern: new RegExp(
      `\\bin (?:loving )?memory of\\b|\\bin remembrance\\b|\\bremembering (?:my |our )?(?:you|him|her|${KIN})\\b|\\b(?:one|two|three|four|five|ten|[0-9]+) (?:years?|months?|weeks?) (?:without|since (?:you|we lost|he|she) )|\\bmiss (?:you|him|her) (?:every day|so much|always)?,? ?(?:${KIN})\\b|\\bwish you were still here\\b|\\bmemorial\\b`,
      'g',
    ),
    valence: 0.24,
    energy: 0.16,
    themes: ['remembrance', 'loss', 'longing'],
    sensitive: true,
  },
  {
    id: 'last-goodbye',
    pattern: new RegExp(
      `\\b(?:last|final) (?:ever )?(?:walk|goodbye|farewell|hug|photo of|picture of|words|breath)\\b[^.!?]*\\b(?:${KIN}|him|her|them)\\b|\\bsaid (?:our |my )?(?:last|final) goodbyes?\\b|\\bmiscarr(?:iage|ied)\\b|\\bstillborn\\b|\\bhospice\\b`,
      'g',
    ),
    valence: 0.12,
    energy: 0.16,
    themes: ['loss', 'farewell', 'remembrance'],
    sensitive: true,
  },
  // illness, injury, disaster, war
  {
    id: 'illness',
    pattern:
      /\b(?:cancer(?! (?:season|sun|moon|rising|baby|birthday|queen|king|gang))|chemo(?:therapy)?|tumou?r|diagnos(?:is|ed)|surger(?:y|ies)|operation tomorrow|hospital(?:i[sz]ed)?|intensive care|icu|emergency room|in a coma|a stroke|heart attack|dementia|alzheimer'?s|terminal(?:ly)? ill|seriously ill|very ill|is ill|so ill|illness|leuk(?:a)?emia|radiotherapy|dialysis|overdose|relapsed?|(?:is|are|was|feeling|been|very|really) sick)\b/g,
    valence: 0.2,
    energy: 0.24,
    themes: ['hope', 'perseverance'],
    sensitive: true,
  },
  {
    id: 'injury',
    pattern:
      /\b(?:car (?:crash|accident|wreck)|accident|crashed (?:my|the|our|his|her) (?:car|bike|motorbike|truck)|injur(?:y|ed|ies)|broke (?:my|his|her) (?:arm|leg|wrist|ankle|hip|foot|neck|back|collarbone)|broken (?:arm|leg|wrist|ankle|hip|bones?)|concussion|ambulance|assaulted|attacked|mugged|self[- ]harm)\b/g,
    valence: 0.18,
    energy: 0.32,
    themes: ['hope', 'perseverance'],
    sensitive: true,
  },
  {
    id: 'war',
    pattern:
      /\b(?:wars?(?! (?:of (?:water|words|snow|pillows?|the buttons|wits|prices)|games?|room|movies?|paint))|(?:was|were|got|been) bombed|bombings?|air ?raid|shelling|invasion|refugees?|fled (?:our|my|the)|genocide|massacre|terror(?:ist)? attack|mass shooting|ceasefire)\b/g,
    valence: 0.12,
    energy: 0.3,
    themes: ['war', 'peace', 'loss'],
    sensitive: true,
  },
  {
    id: 'disaster',
    pattern:
      /\b(?:earthquake|wildfires?|hurricane|tornado|tsunami|house (?:burned|burnt) down|burned to the ground|flooded out|lost everything|evacuat(?:ed|ion))\b/g,
    valence: 0.14,
    energy: 0.34,
    themes: ['loss', 'hope', 'home'],
    sensitive: true,
  },
  {
    id: 'despair',
    pattern: /\b(?:want to die|end it all|can'?t go on|don'?t want to (?:live|be here)|kill myself|hate my life)\b/g,
    valence: 0.06,
    energy: 0.2,
    themes: ['hope', 'solitude'],
    sensitive: true,
  },
  // setbacks
  {
    id: 'rejected',
    pattern:
      /\b(?:got|been|was|were) (?:rejected|turned down)\b|\brejected (?:from|by)\b|\brejection\b|\bdid(?:n'?t| not) (?:get|make|win|qualify)\b|\bdidn'?t get in\b|\bnot (?:accepted|selected|chosen)\b|\bturned me down\b|\bghosted\b/g,
    valence: 0.2,
    energy: 0.32,
    themes: ['failure', 'perseverance'],
  },
  {
    id: 'job-lost',
    pattern:
      /\b(?:got|was|been|getting) (?:fired|laid off|sacked|made redundant|let go)\b|\blost (?:my|his|her|our) jobs?\b|\bredundanc(?:y|ies)\b|\blayoffs?\b|\bunemployed\b|\bjobless\b/g,
    valence: 0.18,
    energy: 0.32,
    themes: ['failure', 'work', 'perseverance', 'money'],
  },
  {
    id: 'breakup',
    pattern:
      /\b(?:broke up|breaking up|break ?up|broken up|split up|(?:got|been|was|were) dumped|dumped (?:me|on my|by|over|at)|left at the altar|left me|she left|he left|divorced?|divorcing|separated|my ex\b|cheated on|it'?s over between|we'?re over|broke my heart|heartbroken)\b/g,
    valence: 0.16,
    energy: 0.32,
    themes: ['breakup', 'longing', 'perseverance'],
  },
  {
    id: 'defeat',
    pattern:
      /\b(?:we|i|they|team|our boys|our girls) (?:just )?lost\b(?! (?:him|her|them|my|our))|\blost (?:the|our|another|a) (?:game|match|final|finals|cup|race|season|election|case)\b|\bknocked out\b|\brelegated\b|\bdefeat\b|\bsecond place\b|\brunner'?s? ?-?up\b/g,
    valence: 0.28,
    energy: 0.42,
    themes: ['failure', 'sport', 'perseverance'],
  },
  {
    id: 'money-trouble',
    pattern:
      /\b(?:broke again|so broke|can'?t (?:pay|afford)|in debt|bankrupt(?:cy)?|evicted|eviction|overdue rent|final notice)\b/g,
    valence: 0.22,
    energy: 0.4,
    themes: ['money', 'perseverance'],
  },
  {
    id: 'failure',
    pattern:
      /\b(?:failed|flunked|gave up|giving up|messed up|screwed up|blew it|lost again|fell apart|falling apart)\b/g,
    valence: 0.2,
    energy: 0.36,
    themes: ['failure', 'perseverance'],
  },
  {
    id: 'overwork',
    pattern:
      /\b(?:burn(?:ed|t) ?out|burnout|overtime|double shift|night shift|working late|another monday|all-?nighter|deadlines?)\b/g,
    valence: 0.32,
    energy: 0.4,
    themes: ['work', 'perseverance'],
  },
  // partings
  {
    id: 'leaving-home',
    pattern:
      /\b(?:leav(?:e|ing)|left|moving away from|moved away from) (?:my |our |the )?(?:home|hometown|house|country|village|island|family|parents|nest)\b|\bmoving (?:out|away)\b|\bempty nest\b|\boff to (?:college|university|uni)\b/g,
    valence: 0.38,
    energy: 0.34,
    themes: ['farewell', 'home', 'growing-up', 'new-beginning'],
  },
  {
    id: 'goodbye',
    pattern:
      /\b(?:(?:best|old|dear|oldest|closest) )*(?:friends?|bestie|bff|mate|roommate|flatmate|neighbou?rs?|sister|brother) (?:(?:just|is|are|has|have) )?(?:mov(?:ed|ing|es)|left|leaving|emigrat(?:ed|ing)) (?:away|abroad|overseas|back home|to (?!tears|the |a |an |my |our |his |her |bed|work|number|next)[a-z]+)/g,
    valence: 0.36,
    energy: 0.32,
    themes: ['farewell', 'friendship', 'longing'],
  },
  {
    id: 'goodbye',
    pattern:
      /\b(?:goodbyes?|good-bye|farewell|bye bye|saying bye|see you (?:one day|someday)|parting|last day (?:of(?! (?:school|class|term|semester|exams|finals|winter|quarantine|lockdown))|at|with|in)|last night (?:in|of|at|with)|one last time|clos(?:es|ing|ed) (?:the|our|its|my|their) (?:shop|store|cafe|restaurant|bakery|business|bar|pub|studio)(?= (?:after|for good|for ever|forever|today|tonight))|last (?:service|shift) (?:at|in)|(?:the|our|my|one) last (?:time|one|train|dance|summer))\b/g,
    valence: 0.38,
    energy: 0.3,
    themes: ['farewell', 'nostalgia'],
  },
  {
    id: 'missing-you',
    pattern:
      /\b(?:miss(?:ing)? (?:you|him|her|them|this|home|these|those|my|our|the)|long[- ]distance|so far away|far from home|homesick|miss u|wish you were here)\b/g,
    valence: 0.34,
    energy: 0.28,
    themes: ['longing', 'nostalgia'],
  },
  {
    id: 'alone',
    pattern: /\b(?:all alone|alone again|home alone|by myself|on my own tonight|just me tonight)\b/g,
    valence: 0.32,
    energy: 0.24,
    themes: ['solitude'],
  },
  {
    id: 'protest',
    pattern:
      /\b(?:protest(?:ing|ers?)?|demonstration|rally for|march(?:ing|ed)? (?:for|against)|strike for|justice for|no justice)\b/g,
    valence: 0.4,
    energy: 0.72,
    themes: ['protest', 'hope'],
  },
  {
    id: 'bad-day',
    pattern:
      /\b(?:(?:bad|rough|hard|tough|terrible|awful|worst|horrible|long|shitty|crappy) (?:day|week|month|year|night|morning|time)|not (?:my|our) (?:day|week|year)|under the weather)\b/g,
    valence: 0.24,
    energy: 0.34,
    themes: ['perseverance'],
  },
];
