/**
 * Thoughts that fit every mood but a grave one. They stand beside the sentences of the mood's family, and each has so many choices
 * close together that two stories with the same thought still put it in different words.
 */
import type { FamilyPhrases } from './families.ts';

export const ANYWHERE: FamilyPhrases = {
  feel: [
    '[Call it|Say] {mood}[, if it needs a name|, for want of a better word|, and you are close]; [{thex} would not object|the rest is detail|nothing here argues].',
    '[The feeling|What reaches you|The tone of it] is {mood}, [more or less|through and through|give or take a shade], and [it does not ask to be liked|it keeps to itself|it is in no doubt].',
    '[Seen|Taken|Read] [slowly|as a whole|from the side], it [feels|turns out|comes across as] {mood}, [with something held back|and a little more than that|the way true things do].',
    '[Under|Behind|Below] [what shows|the first impression|the surface] [lies|runs|waits] a {mood} [note|thought|undertone], and [it carries|{thex} {x?sets/set} the pitch|it is heard before it is understood].',
    '[Something|A part] of [{thex}|it all] [settles in|finds you|comes near] [before you ask|unannounced|without a word], [{mood} as can be|and means it|and is welcome].',
    'It [would take|takes] [more than a glance|some patience|a second thought] to [get past|name|sum up] [how {mood} this is|the {mood} part|this mood].',
    '[You|One] may [feel|notice|guess] [it before you name it|the mood first|how it leans]: {mood}, [and sure of it|and none the worse for it|as moods of this kind are].',
    '[Around|With|Near] {thex}, [time behaves differently|the minute seems wider|things take their own measure], [and a {mood} feeling gathers|{mood} as any|and that alone says a lot].',
    '[Nothing|Not a thing] [insists|is proved|is settled] here, and [yet|still|even so] [the mood is plain|a {mood} note stays|one knows where one stands].',
    'The [word|name|right word] for it [may be|could be|is perhaps] {mood}, [though|and] [the feeling came first|words arrive late|there is more than one].',
    '[It is|This is] {mood} in [the way|the manner] of [things remembered|a thought at rest|something nearly said], [and it keeps|and that becomes {thex}|close and a bit out of reach].',
    '[Perhaps|Some days] [a mood|a feeling] needs [only {thex}|no more than this|one good reason], and [there it is|it answers|this was the occasion].',
  ],
  turn: [
    '[Ask|Wonder|Guess] what [came before|happened next|was left out], and [the answer is yours|no one will correct you|{thex} {x?keeps/keep} the secret].',
    '[There are|One finds|You will find] [longer|louder|better known] stories, [few as near to one|and none quite so kind|though not with {thex} in them].',
    '[Someone else|Another mind|Whoever comes next] would [tell it|put it|begin] [the other way round|with more words|from the end], and [be right as well|{thex} would still be there|lose nothing by it].',
    '[Give it|Allow it|Grant it] [a year|ten years|some distance], and [the small things will seem larger|it will mean more, not less|{thex} will say when it was].',
    '[Most of what|Much that|A lot of what] [matters|counts|lasts] [comes without a label|goes by quietly|starts out looking small], [and {thex} may be the proof|this included|as one learns in time].',
    '[Whether|If] it was [planned|chance|luck], [nobody says|one cannot tell|hardly matters now]; [what stays is {thex}|it is kept either way|it came out as it did].',
    '[It could|It might] have been [any other minute|a different day|over in no time], [and was not|but it was this|which is what makes one look].',
    '[Half|Part|A good part] of [seeing|looking|memory] is [a choice|patience|luck], and [here it went to {thex}|this is what was chosen|the other half takes care of itself].',
    '[What one leaves|What you leave|What is left] [unsaid|alone|open] [has its say|counts too|stays true], [above all here|and {thex} {x?knows/know} it|more than one would think].',
    '[Turn it over|Think it over|Look once more] and [it shows another side|it means something new|{thex} {x?comes/come} forward], [as happens|little by little|and you are the richer].',
    '[Time|The day|The hour] [had its own plans|went where it goes|took the rest], [and yet this stayed|and left {thex} to us|as it must].',
    '[If asked|When pressed|In plain words], it is about [attention|being there|what one keeps], [and {thex} only {x?begins/begin} it|no more, no less|however one reads it].',
    '[Somewhere in this|Not far below|At the back of it] there is [a question|an answer|a reason], [and it can wait|half in the open|and {thex} {x?stands/stand} close to it].',
    '[Every|Each] [return|second look|glance] [changes|adds|brings] [a little|something], [and {thex} {x?holds/hold}|never the same thing|until it is part of you].',
    '[Hold on|Look closely|Stay with it], and [it grows softer|one thing leads to the next|more of it makes sense], [with {thex} as a start|all in good time|much as in life].',
    'It [asks|wants|needs] [so little|nothing back|no reasons], [which is rare|and gives what it has|and there {thex} {x?is/are}].',
    '[Some|Certain] things [are shown|are told|come true] [best|only] [from nearby|in passing|once]; [{thex} may be among them|this, for one|one learns to be quick].',
    '[Later|In time|Some day], [somebody will ask|it will come up|you may wonder] [what it was|why this one], and [the answer is easy|{thex} will do|it will take some thinking].',
    '[Not all|Hardly any] of it [was meant|can be put in order|needs a reason], and [so much the better|that keeps it alive|{thex} {x?gets/get} by without].',
    '[Put|Set] it [next to|beside] [a louder one|what was planned|the rest of the week], and [it holds its own|{thex} {x?gains/gain} by it|you see what it is worth].',
    '[A mind|Memory|Time] [sorts|keeps|chooses] [as it likes|by its own rules|in its own time], [and this got through|and {thex} {x?has/have} a place|which nobody can change].',
    '[Were it|Had it been] [a minute later|a step further|a little less], [there would be less to tell|it would be another tale|{thex} might have gone unseen].',
  ],
  close: [
    '[That|This], [for now|today|in short], is [the whole report|where it rests|all there is], [with {thex} last|and it is enough|and no summary improves it].',
    '[Let it|May it] [rest|stay] [here|as it is|so], [with {thex} in mind|unhurried|for whoever comes by].',
    '[And|So] [that was it|there it ends|we leave it]: {thex}, [some time|a feeling|one mood], [and thanks|nothing lost|as good a place as any].',
    '[Take|Keep|Carry] [it with you|this along|what you can], [lightly|for later|and leave the rest], and [mind {thex}|see what it becomes|let the day come].',
    '[One more|A last] [look|thought|breath], [then on|and then no more|for {thex}], [and it is yours|as slowly as you like|before the next thing].',
    '[End|Stop|Close] on {thex}, then, [without a moral|with nothing to prove|in good order], [as it began|and mean it|and quite content].',
    'Wherever [it goes|things go|one goes] [from here|after this|next], [this much is certain|{thex} {x?was/were} part of it|it had its minute].',
    '[Put|File] it under [things to keep|what was good to know|days that count], [early on|with {thex}|and say no more].',
    '[Done|Told|Seen], [and not finished|as far as it can be|once and for all]; [{thex} {x?goes/go} on|the rest is detail|it will come up again].',
    '[The rest|What follows|Whatever is next] [can wait|is another matter|will show], [since {thex} {x?is/are} here|and so can we|for a minute at least].',
  ],
};
