/**
 * First sentences: they name the main thing seen ({a}) and set the pace. Grouped by what it is; `any` serves all. Concrete
 * nouns are left out on purpose: only the photo itself says what was there.
 */
import type { ThingKind } from '../../lexicon/entry.ts';

export const ANY_OPENINGS: readonly string[] = [
  '[Look first at|Begin with|Start with] {a}[, because everything else here|; whatever else there is|, since the rest of the picture] [follows from that|arranges itself around it|comes after].',
  'It [would be|might be] easy to [pass over|hurry past|overlook] {a}, and [this photo refuses to|this picture does not|for once nothing here did].',
  'There {a?is/are} {a}, [plain as can be|without any fuss|simply there], and [already something is being said|the moment has a centre|that is where this begins].',
  '{a}: [that is what made someone stop|that was reason enough to stop|so it begins], and [stopping was right|the stopping shows|it still holds].',
  'What [stays|remains|lasts] after a [first|quick|second] look is {a}, [clear and close|quietly itself|oddly hard to leave].',
  'Some pictures [explain|argue|insist]; this one [just shows|simply offers|is content with] {a}.',
  '[Of all the things worth keeping|Out of a whole day|From everything that happened], the one that was kept holds {a}.',
  '[Between one minute and the next|For the length of one glance|Just then], there {a?was/were} {a}, and [it was caught in time|someone noticed|the noticing made it last].',
  'You [could|might] give this photo [any number of names|a dozen names], and {a} would [belong in every one|be in all of them].',
  'A [single|short|small] look takes in {a}; [a longer one|staying with it|a second one] [takes in much more|finds the rest|is what this picture wants].',
  '[Somewhere in|Inside] an [ordinary|unremarkable] stretch of time there {a?was/were} {a}, and [that is how the picture came about|nothing else was needed|it was enough to reach for a picture].',
  'The [shortest|simplest] account of this photo [would be|is]: {a}. The [longer|fuller] one [follows|takes a moment].',
  '[Call it|It may have been] luck, [or call it|or only] attention: {a} came [into view|along], and [did not get away|was not let go].',
  '{thea} [{a?needs/need} no introduction|{a?comes/come} first], [though a second glance does no harm|so let that be the start|and the rest takes its cue].',
  'Try [describing|to describe] this without {thea}; [you would have to begin again|it goes flat at once|nothing would hold].',
  'You [notice|see] {a} [before anything else|right away], and [only then the rest|the order of things is settled|that first look is a fair one].',
  'Not every photo [knows|decides] what it is about. This one [does|has decided]: {a}.',
  '{a} [will do|{a?is/are} enough] for a [start|beginning], and [for the middle as well|for quite a while after|often for the end].',
  '[Suppose|Say] all you [had|were given] was {a}: you could still [guess|tell] [the mood of it|what kind of moment this was].',
  '[There it is|Here we are], then: {a}, [and a moment that held still|with no need to be more|and whatever you bring to it].',
];

export const OPENINGS: Readonly<Partial<Record<ThingKind, readonly string[]>>> = {
  person: [
    '[This is about|The picture turns on|It comes down to] {a}, and about [how much|the amount] a single instant can [say|carry|give away].',
    '[No pose explains|Nothing quite explains|No caption could sum up] {a}, [seen as they were|met halfway|caught between two moments].',
    '{a} {a?fills/fill} this picture [with more than looks|in a way no plan could|without needing to].',
    'There {a?is/are} {a} here, and [a whole story|something unspoken|more than can be told] [comes along|stands close by|is already under way].',
    'To [see|meet] {a} like this is to [wonder what came just before|be let in for a moment|understand a little without being told].',
    '{a} [{a?is/are}|{a?was/were}] [here|present], and [presence is the whole subject|that changes any picture|there is no looking past that].',
    '[Whatever|No matter what] [happened around it|else was going on], the picture [stayed with|chose] {a}, [and chose well|out of interest or affection|as pictures of the better kind do].',
    'To [keep|hold on to] {a} [for longer than a glance|in a picture] [takes a little trust|is to say: this counted], and [it was given|somebody meant it].',
    'How [does|would] one [tell of|put into words] {a}? [Perhaps not at all|One way is to look], [and let the picture try|quietly and for longer than usual].',
    'There is more to {a} than [a picture can carry|one look can take in], and [this one knows it|that is understood|it still makes a start].',
    '[Nearby or far|Known or unknown], {a} [{a?draws/draw} the eye|{a?takes/take} hold of the scene], [as only someone can|because nothing interests us more|and will not give it back].',
    'A picture [with|that has] {a} in it [is never neutral|always asks something], and [the answer shows slowly|so does this one|even the quiet ones do].',
  ],
  animal: [
    '{a} [never asked|did not ask] to be [remembered|in a picture], which may be [exactly why it works|the reason it is so honest|part of the charm].',
    '[Nobody|No one] can tell {a} [how to be|to pretend], and this photo [is the better for it|is honest because of it|gains from that].',
    'There {a?is/are} {a}, [entirely present|at ease with the moment|all instinct and attention], and [the picture borrows that|that sets the tone|it is catching].',
    '[Leave it to|Trust] {a} to [make a moment worth keeping|give a plain minute its point|bring a picture to life].',
    'A photo with {a} in it [hardly needs|does not need|can do without] [a plot|an excuse|much else].',
  ],
  nature: [
    '[There is a patience to|Something steady lives in|Nobody arranged] {a}, and [the picture takes its time from it|it shows in every part of the frame|that is the whole secret].',
    '{a} {a?was/were} here long before [the picture was|anyone thought of a picture], and [does not seem to mind|it shows|that steadies everything].',
    'This is what it looks like when {a} {a?gets/get} [all the attention|a moment to itself|to speak first].',
    '[Stand|Stay] a while with {a} and [the day grows wider|the smaller worries shrink|things take on their real size].',
    'You can [almost measure|feel] the quiet around {a}, [unhurried and wide|open on all sides|given freely].',
  ],
  sky: [
    '{a}, [and then everything under it|before anything else|more felt than seen]: [that is the order of things here|so the picture begins|it decides the mood].',
    'It was {a} that [made the difference|did it|changed everything], as it [so often does|tends to|will].',
    '[Give|Grant] {a} a [minute|little time] and [a plain view turns rich|whatever it touches changes|the ordinary begins to shine].',
    'Nothing [lasts less|is harder to keep] than {a}, so [keeping it was the point|a photo seems only fair|this is a kind of luck].',
  ],
  place: [
    '{a} can [hold|remember|carry] more than {a?it shows/they show}, and [this one|what we see here] [seems to|does just that|surely does].',
    'This is {a} as [known from the inside|seen when nobody explains|found on a day of no importance], [which is the best way|and that makes it dear|unpolished and true].',
    '[Some places wait to be looked at.|Not every place shows itself at once.|A place is mostly what happened there.] Here it is {a}, [and it was worth it|seen properly for once|given its due].',
    'You [would know|could find] {a} [again|anywhere] after [this one look|seeing it like this], [every line of it|by feel alone|without a sign].',
  ],
  city: [
    '{a}, [with all its plans|full of errands|in the middle of its business], [stands still for one picture|holds still just long enough|pauses for once].',
    '[Here|In this picture] {a} {a?keeps/keep} its own time, [brisk and private|indifferent and alive|busy with itself], and [lets you look on|does not mind being seen|you are free to look].',
    'There {a?is/are} {a}, [hard edges and all|ordinary and enormous|known and never quite known], [and somebody found a picture in it|and it has something to say|waiting to be read].',
    '[You can hurry through|Most days pass straight by|One can live beside] {a} and [never look up|see none of it|miss it]; [not today|this time was different|this photo looked].',
  ],
  food: [
    '[It starts, as good things do,|It begins, sensibly,|First things first: it begins] with {a}.',
    '{a} {a?was/were} meant to [disappear|be gone in minutes], and the photo [is what stays|kept it anyway|got there first].',
    '[Few pleasures are as honest as|There is no arguing with|Somebody took care over] {a}, and [the picture knows it|it shows|this was well understood].',
    '[Appetite|Comfort] has [its own calendar|a good memory], and [today it is marked by|here it remembers|this entry reads] {a}.',
  ],
  vehicle: [
    '{a} [always promises|is a promise of|is half a promise of] [somewhere else|distance|elsewhere], even [standing still|when nothing moves|in a picture].',
    'Before [anything moves|the next leg begins], there {a?is/are} {a}, [ready or not|full of maybe|waiting its turn].',
    '[Every departure needs|It takes] {a} [and a little nerve|and somewhere to be|and a reason]; [the reason can wait|the picture shows the first|here is the first of them].',
    'The photo [catches|finds] {a} [between two places|at rest|in the pause before or after], and [that in-between has its own pull|the pause says plenty|something loosens].',
  ],
  object: [
    '{a} may not [sound|seem] like much, [but it was chosen|and yet here it is|though someone thought otherwise], and [choosing is half of seeing|now it stands for the whole day|that changes it].',
    '[Things remember us|Things outlast moods|Small things keep count], and {a} {a?is/are} [good at it|no exception|a fair example].',
    'Nobody [plans|sets out] to be moved by {a}, [and then it happens|which is how it gets past you|yet here we are].',
    '[Used every day|Seen every day|Known inside out], {a} [rarely gets|seldom gets|hardly ever gets] a [portrait of its own|second look|picture all its own]; [here it does|today is the exception|this one is overdue].',
  ],
  activity: [
    'You can tell there was {a}, and that [nobody was counting the minutes|it had all the attention|it was done wholeheartedly].',
    'What [moves|matters] here is {a}, [caught mid-thought|held for a blink|stopped only by the photo].',
    '{a}: [it is hard to keep still|a photo can only hint at it|some things have to be done to be known], and [the picture comes close|this comes near it|that is attempt enough].',
  ],
  celebration: [
    'Some days [announce themselves|know what they are|come underlined], and {a} {a?is/are} how [this one did it|you could tell|it was spelled out].',
    '[There was cause for|It called for|Somebody decided it was time for] {a}, and [nobody held back|the day lived up to it|the picture has proof].',
    '{a} {a?belongs/belong} to the [kind of day|sort of hour] that [gets told again|stays bright afterwards|comes up again later].',
    'When {a} {a?is/are} [part of it|in the frame], [small worries lose their vote|the ordinary steps aside|a date becomes a memory].',
  ],
};

/** First sentences for grief, illness and war; every word of theirs is quiet. */
export const GENTLE_OPENINGS: readonly string[] = [
  'This photo [keeps|holds on to|carries] {a}, and [keeps it gently|it does so with care|asks to be looked at slowly].',
  'There {a?is/are} {a} here, and [a silence around it that deserves respect|a stillness that needs no explanation|not much that needs to be said].',
  '[Go slowly|Take your time] with this one: {a}, [and everything that stands behind it|and what cannot be shown|and so much that stays unsaid].',
  'Some pictures are taken [so as not to lose|because words run out|to hold on], and this one [holds|gives us|shows] {a}.',
  'It is [a quiet|a hushed|an unguarded] picture. It shows {a}, [and no more than that|without adding anything|and leaves the rest alone].',
  '{a}: [a small thing to rest on|something to hold on to|a place for the thoughts to stop], when [so much else gives way|there is little to be said|the days are hard].',
];

/** First sentences where nothing could be named. */
export const BARE_OPENINGS: readonly string[] = [
  '[Not everything|Not every picture] [gives itself away at once|wants to be named|comes with a label], and this one [keeps its counsel|takes its time|would rather be felt].',
  'This photo [holds back|says little|is sparing] with [facts|details], and [leaves the feeling clear|lets the mood do the talking|gives the eye time].',
  '[What exactly it shows|What it is made of] [matters less|can stay open], because [the mood arrives first|the feeling is plain|something in it is already familiar].',
  'There is [no obvious subject|little to point at|nothing to tick off] here, [only a tone|just an impression|and still a clear feeling], [and it lasts|which is sometimes more|and that is what was kept].',
  '[Treat|Take] it like something at the [edge|border] of remembering: [nothing is certain|little is named], [and all of it is yours|and the feeling is exact|yet it stays].',
  '[Before|Long before] it can be [described|explained], this [photo|picture] [is felt|has an effect|is already at work], [like the start of something|and the explaining can wait].',
  '[Leave names aside|Forget what things are called] for [once|a moment]: [what counts here|what this offers] is [tone|mood] and [distance|a certain temper].',
  'It [keeps its subject to itself|does not spell out its subject], and [the looking gets all the freer for it|so the looking has to slow down|it loses nothing by that].',
  '[Some|A few] pictures are [answers|statements]. This one is [closer to|more like] [a tone of voice|a thought not finished|a pause].',
  '[Where|When] the eye finds [no name|nothing to name], it [starts to see|begins to notice the rest|gets curious], and [this photo counts on that|that is a good place to begin].',
  'You [will not find|look in vain for] a [headline|clear answer] here, [yet the mood is unmistakable|but stay a moment all the same|and you may not miss it].',
  'A photo can be [exact without being explicit|clear and still say nothing aloud], and [this is such a one|here is the proof|that is a kind of tact].',
  '[Half seen, half guessed|More hinted than told], [this is a picture for slow looking|the moment keeps its edges soft|it gets by without a subject].',
  '[Let us say|Say that] it is a picture of [a mood|an instant], [taken before it could change its mind|with everything else left out|and faithful to that].',
];
