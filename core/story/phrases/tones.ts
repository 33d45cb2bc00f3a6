/**
 * Sentences of the tones a person may choose. `plain` has none of its own: it is the voice of all other files. They take the
 * place of the family's openings, thoughts and endings; how it feels stays the family's to say.
 */
import type { Tone } from '../../contracts/telling.ts';

export interface TonePhrases {
  open: readonly string[];
  turn: readonly string[];
  close: readonly string[];
}

const PLAYFUL: TonePhrases = {
  open: [
    '[Exhibit one|Case closed|Breaking news]: {a}, [caught in the act of being there|and no further questions|with every intention of being looked at].',
    '[Be honest|Admit it]: you [came|stopped] for {a}, [and rightly so|and who could blame you|like everybody else].',
    '[Nobody|No one] asked {thea} [for permission|to sign anything], and [here we are|it worked out|not a complaint was heard].',
    'If {a?this were/these were} a competition, {thea} would [have won already|be asking about the prize|pretend not to care].',
    '{a}! [As if the day had needed help|Of all things|Just like that], [and then it rather did|and why not|with a straight look and everything].',
    '[Rumour has it|They say] {thea} [{a?does/do} this every day|never {a?poses/pose} twice|had nothing planned]; [we have our doubts|the picture says otherwise|let us pretend to believe it].',
    '[Welcome|Step closer], [mind the charm|no pushing]: {a}, [free of charge|today only|as seen by somebody with good taste].',
    '[A short quiz|One question]: what {a?makes/make} an ordinary minute better? [Correct|Well done]: {a}.',
    'There {a?is/are} {a}, [and there goes the serious part of the day|which settles the argument|doing the most by doing very little].',
  ],
  turn: [
    'Science [has no word for|cannot explain] it, [but science was not there|so we shall use a wink|and it does not have to].',
    '[Somewhere|Far away] a to-do list is [sulking|being ignored], [and good for it|as it should be|and will recover].',
    '[Was it|Could it be] a plan? [It was not|Hardly|Please], [and that is the best thing about it|plans are never this good|which is how the good ones go].',
    '{thex} would [like it to be known|wish to add] that [none of this was an accident|it gets better with every look|praise is optional].',
    '[Marks|Points] out of ten? [Eleven|The counting stopped|One for trying, ten for {thex}], [and a bonus for style|no appeals|the judges are in agreement].',
    '[Fun fact|Small print]: {thex} [cannot be returned|may cause a good mood|{x?improves/improve} with every look], [side effects included|as the label says|and nobody minds].',
    '[Life|The day] keeps [giving out|offering] serious looks, and {thex} politely [declined|{x?passes/pass}], [as one does|with style|thank you very much].',
    'If {thex} {x?comes/come} with instructions, [nobody read them|they got lost early], [and it shows, in a good way|which explains the fun|and that was for the best].',
  ],
  close: [
    '[That is|And that was] all, [folks|dear viewers]; {thex} will be [here all week|signing nothing|back before you know it].',
    '[Any questions|Objections]? [Thought so|None? Good|Please address them to {thex}].',
    '[Ten out of ten|Highly recommended], would [look|stop] again, [no notes|and tell everyone|any day].',
    '[The end|Fin], [says nobody|for now], [least of all {thex}|the good bit is still going|and roll the music].',
    '[Well done|Well played], {thex}; [the rest of us will try to keep up|the day was lucky to have you].',
    '[And so|Thus] ends the [tale|report] of {thex}, [mostly true|all of it true, some of it glorious|with a grin at the end].',
    '[Keep it|File it] under [proof|reasons to laugh], [next to nothing|in ink|and label it {thex}].',
  ],
};

const CINEMATIC: TonePhrases = {
  open: [
    '[Fade in|Open]: {a}, [held a second longer than expected|and the sound drops away|before a word is said].',
    '[A slow push in|The frame opens], and there {a?is/are} {a}, [as if the whole film had been leading up to this|unaware of the title|and everything else goes soft].',
    '[First shot|Opening image], {a}: [no music yet|no names, no dates], [only the feeling that something has begun|just the mood arriving|and everything goes quiet].',
    '[It begins|We begin] [in the middle|without a word]: {a}, [and a silence that knows more than we do|the moment before the moment|and time going a little slower].',
    '[Wide shot|One long take]. {a}, [and all that it means not to cut away|small against the size of it all|exactly where the story needs it].',
    '[Hold|Stay] on {a}: [nobody moves|this is the part one remembers|one, two, three seconds, and no one looks away].',
    '[Somewhere|Here], [between two scenes|off the script], {a?there is/there are} {a}, [and suddenly it is the film|and the story turns on it|lucky as only chance can be].',
  ],
  turn: [
    '[In another film|Elsewhere], {thex} would be [background|a cutaway]; [here it is the turn of the plot|in this one, everything leans on it|not in this one].',
    '[This is|Here comes] the part where [nothing is said|the music holds its breath], [and everything is understood|and {thex} {x?carries/carry} the scene|because nothing has to be].',
    '[Cut to|Then] a [memory|second] nobody [filmed|kept], [and back again|and it lasts as long as a breath], [to {thex}, unchanged|with {thex} for its only witness].',
    'You [know|can feel] what came before; [you do not know what follows|the next scene is still unwritten], [and {thex} {x?stands/stand} right on the line|and that is where films live].',
    '[The lens|The eye] [does not explain|stays low and close], [it believes|and lets {thex} speak first], [and so do we|and that is enough for a story].',
    '[Every|Each] story [has|needs] one [quiet|still] scene [that explains the loud ones|where it all turns], and [it would look like this|{thex} might be in it|this would be the one].',
  ],
  close: [
    '[Cut|Fade out]. [The music starts where the picture ends|And the song takes it from here|Hold for the song].',
    '[End of scene|And slowly, out], on {thex}, [with everything still to come|and the sound goes last|and no one stirs].',
    '[Roll credits|The screen goes dark]; {thex} [{x?stays/stay} a little longer than the rest|{x?is/are} what one takes outside].',
    '[And that|That] is the shot [everyone will remember|the whole film was made for]: {thex}, [and a feeling without subtitles|nothing else].',
    '[To be continued|Not the end], [as the best ones are|only the end of a part], [with {thex} in the first frame|and the song about to begin].',
    '[Last image|Final frame]: {thex}, [and a look that lasts|slowly becoming a memory|held until it hurts a little, in a good way].',
  ],
};

const POETIC: TonePhrases = {
  open: [
    '{a}, [and the hour leans in to listen|and the day folds around it|as if the hour had thought of a word and then shown it].',
    '[Once|Now], [between two breaths|in the hush of things], {a}: [and the world was briefly the size of that|no more was asked|and it was said].',
    '[Let us call it|Name it] {a}, [though names are only beginnings|and feel how little the name can hold|and go in quietly].',
    'What the [day|hour] wanted to say, it [said|wrote] with {a}, [in its own slow way|and underlined it once|without one word too many].',
    '[O|Ah], {a}: [how plainly you stand in the middle of everything|so slight, so certain|a small brightness in the length of the day].',
    '[As|Like] a line that [comes back|will not leave], {a}, [softly, and again|with the rest of the song still missing|and something in us answers].',
    '[Nothing|No sound] but {a}, [and time going by without a sound|and a stillness that has made itself useful|and that was enough to begin with].',
  ],
  turn: [
    '[All things|The hours] pass [through|over] {thex} like [breath|a low tune], [leaving a little brightness|and do not ask its name].',
    '[If|When] the soul [keeps|had] a [secret|list], {thex} [would come early|must be in it], [written small|between what was hoped and what came].',
    '[Slow|Soft] as [a tide|thought], the feeling [spreads|deepens], [past the edge of {thex}|and finds no end], [and goes on being true|and we go with it].',
    '[What is|Is] a moment [but|other than] a [way|sign] left open? [Here {thex} {x?stands/stand} in it|And with it, {thex}, and a breath of elsewhere].',
    '[Listen|Be still]: even {thex} [{x?has/have} a silence of its own|{x?hums/hum} under the noise], [and it rhymes with yours|older than the day|and in no hurry].',
    '[We are|One is] made of [such hours|small noticings], [one by one|one and then another], [and {thex} {x?is/are} a bright one|and this one holds].',
  ],
  close: [
    '[Keep|Carry] it [lightly|as one keeps a promise]: {thex}, [the hush|the hour], [and your own pulse, a little louder|and all that cannot be kept].',
    '[And so|So] the day [goes silent|closes its eyes], [over {thex}|on this one line], [and lets it stand|softly].',
    '{thex}, and [after that|then] [only the quiet|the long sweet nothing], [turning into song|where songs begin].',
    '[Let|May] {thex} [be the last word|have the end of the line], [and the silence after it be kind|and may it echo].',
    "[Gone|Over], [and not gone|and still here]: {thex}, [in the mind's late hours|long after].",
    'It [ends|rests] as [breath|a sound] does, [by turning|with {thex} left shining], [and nothing is lost|and nothing lost is far].',
  ],
};

export const TONE_PHRASES: Readonly<Record<Exclude<Tone, 'plain'>, TonePhrases>> = {
  playful: PLAYFUL,
  cinematic: CINEMATIC,
  poetic: POETIC,
};
