/** Second sentences: the other things seen, the light and the colours. */

export const DETAILS: readonly string[] = [
  'From {thea} it is [a short way|not far|one glance] to {b}, [and the two get along|which turns out to be no coincidence|and back again].',
  '{thea} and {b} [make|are] an [unlikely|easy|honest] pair, [each making the other clearer|and nobody minds|as pairs go].',
  'It does not end with {thea}: {b} {b?completes/complete} [the scene|the thought|what was begun], [without much ado|as if on cue|and you are glad of it].',
  'What {thea} {a?leaves/leave} out, {b} {b?adds/add}, [in fewer words|and then some|without being asked].',
  'You find {b} [as well|there too], [a bit apart from {thea}|not competing with {thea}], [and worth the detour|and glad of the company].',
  '[Beside it|Close by|With it] {b?comes/come} {b}, [as if they had always belonged together|adding a second thought|which changes the first impression a little].',
  'There {b?is/are} {b} too, and [the two do not compete|one explains the other|the picture would be poorer without].',
  'And then {b?there is/there are} {b}, [easy to miss at first|less loud but no less true|keeping the first thing company].',
  '[The eye|Attention|A second look] [wanders|moves|drifts] on to {b}, [and stays there longer than expected|and is rewarded|and comes back richer].',
  '[Add|Count in] {b}, and [what looked simple|a plain scene|the whole thing] [starts to make sense|has a story|gains some depth].',
  'It [matters|counts|makes a difference] that {b} {b?is/are} [there as well|part of it|in the frame], [since nothing here stands alone|and not by chance|however modestly].',
  '{b} {b?gives/give} [the scene|it all] [something to lean on|a measure|its second note], [quietly|without insisting|almost in passing].',
  'Without {b} it would be [a different picture|a different day|half the story].',
  '{b}? [That too|Also here|Of course], and [it fits|nothing about it feels out of place|it says more than it seems to].',
  '[Then|After that] the eye [finds|comes to] {b}, [a little late|with some relief], [and is glad it went on looking|and things make sense].',
  '{b} {b?is/are} [in it too|part of this], [in a quieter role|on equal terms], [like the second voice in a song|and no less for it].',
  'If {thea} {a?is/are} the [question|melody], {theb} {b?is/are} the [answer|echo], [or the other way round|more or less].',
  '[Take|Look at] {thea} and {theb} together: [neither explains the other|they share the work], [and both are better for it|and it comes out even].',
  '{b} {b?turns/turn} up as well, [as such things do|true to form], [to one side of the thought|and nobody would send {b?it/them} away].',
  '[You|One] could [leave out|ignore] {theb}, [but why|of course], [and then it would be a poorer look|and be sorry a moment later].',
  '{thea} may [lead|come first], yet {b} {b?has/have} [a say in it|the last word], [and the scene is the richer|gently put].',
  '[With|Given] {thea} and {b}, [a moment has nearly all it needs|there is more than enough to go on], [only not a name|and no need to hurry].',
  '[Further|Once further] in {b?there is/there are} {b}, [steady|saying less, meaning it], [and the picture is not complete without|and you would notice the gap].',
  '{theb}, [meanwhile|all the while], {b?keeps/keep} [quiet|steady], [as the best company does|and lets {thea} shine].',
  '[Notice|See] {theb}? [It would be easy not to|Plenty would not], [and that would be a pity|and yet it changes everything a little].',
];

/** With at least three things. */
export const MANY_DETAILS: readonly string[] = [
  '{thea} {a?keeps/keep} company with {rest}, [an odd mix|a fair gathering|and the mix is just right], [and it works|for as long as the picture lasts].',
  '[Next to|Together with] {thea}, the [list|inventory] runs to {rest}: [short and telling|all of it there for a reason|not much, and enough].',
  '[Around that|Around it|From there] [gather|come|you find] {rest}, [each with its own small say|none of them in a rush to be noticed|like words in one sentence].',
  '[Look longer and|Stay and] you can count {rest} [as well|too|besides], [and the picture fills in|and none of it is idle|which is plenty for one glance].',
  'There is space for {rest}, [and still it does not feel crowded|and everything keeps its distance|and nothing gets in the way].',
  '{b} and {c} [share|divide] the rest between them, [without a quarrel|evenly enough|the way equals do].',
  '[Then|After that] come {b} and {c}, [small facts that add up|ordinary and exact|the kind of detail memory keeps for no reason].',
  '[Not just that|There is more]: {rest}, [all in one look|held together by nothing but the moment|and every one of them true].',
  'Between {theb} and {thec} [lies|runs] [most of|nearly all of] what [there is to know|the picture wants to say|can be said here].',
  '[Besides|Apart from] {thea}, there are {rest}, [and it takes a while to be fair to each|and not one of them is in the way].',
  '{rest} [make up|fill in] the [rest|remainder], [unhurried|side by side], [as if it had been agreed|and it all belongs].',
  '[One|You] could [go on|make a day of it]: {rest}, [each good for a closer look|none of it loud], [and {thea} through it all|and that is still not everything].',
  '[It|The picture] [has time for|makes space for] {rest} too, [and that generosity is half its charm|and plays no favourites].',
  'First {theb}, then {thec}: [the order hardly matters|small things, well placed], [so long as they are all there|and they steady the whole].',
];

/** For grief: nothing is counted up or made light of. */
export const GENTLE_DETAILS: readonly string[] = [
  'There {b?is/are} {b} as well, [near and ordinary|as on any day|and nothing about it has changed].',
  '{b} {b?stays/stay} close by, [the way ordinary things do|asking nothing|unchanged].',
  '[With it|Beside it] {b?is/are} {b}, [a plain fact|something familiar|steady enough to lean on].',
  'Even {b} {b?seems/seem} to [keep a little distance|wait|be part of the quiet].',
];

/** What the colours add. {colour} and {colour2} are the names of the two main ones. */
export const COLOUR_DETAILS: readonly string[] = [
  'So much {colour} [gives the whole thing|lends it all] [one temper|a common tone|a single mood].',
  '{colour} [runs all through it|keeps returning|sets the tone], [like a habit|a little stubbornly|and the rest agrees].',
  '[Much of what you see|A good part of it|The better half] is {colour}, [and it fits the moment|with nothing shrill about it|which says something by itself].',
  '{colour} and {colour2} [share|split] the frame, [on good terms|like two halves of one thought|with a border neither defends].',
  'There is {colour}, and there is {colour2}, and [the two have come to an arrangement|most of it happens between them|hardly anything interrupts them].',
  'If you [squint|step back], it [comes down to|turns into] {colour} and {colour2}, [and the mood is still there|which is a fair summary|no less itself].',
  'The {colour} [comes first|sits deepest], and {colour2} [comes last|answers it], [without raising its voice|as if rehearsed].',
  '[A good deal of|Plenty of] {colour} and [a measure|some] of {colour2}: [it is mixed with care|more was not required|that is the palette, and it is plenty].',
  '[Look for|Follow|Take] the {colour} and you [pass through all of it|get everywhere|miss nothing]; {colour2} [is what you meet on the way|keeps turning up|comes by now and then].',
  '[Most of it|Nearly all of it|By far the larger part] is {colour}, [which does the mood no harm|and the feeling takes after it|no small part of the mood], [quite happily|as colours will|and a fair share of the charm].',
  '{colour}, [mostly|in the main], with {colour2} [to keep it honest|close behind], [and they get along|and not much else needed].',
  '[Ask|Say|Try to say] [which colour|what tone] [it is|this has], [and the answer is|and it comes down to|and it can only be] {colour}, [without thinking|with {colour2} a near second|twice over].',
  '[Somewhere|Halfway] between {colour} and {colour2} the [mood|picture] [makes up its mind|settles down].',
  '[You may forget|One might lose|Leave out] the [details|rest] and [still there is|one keeps|there remains] the {colour}; [it is that sure of itself|it goes in that deep|it has settled in].',
  '{colour} [does most of the work|carries the weight|is behind most of it], [and never mentions it|while {colour2} looks on|with {colour2} not far off], [as far as one can tell|quietly|day in, day out].',
  '[There is|One sees] {colour} wherever {colour2} [leaves off|allows], [and the border between them is gentle|and no gap between].',
  'It [leans|tends|is drawn] [towards|to] {colour}, [as some days do|no question|by a fair margin], [and you lean with it|and it does no harm|and back again to {colour2}].',
  '{colour} for the [large|quiet] parts, {colour2} for [the rest|the small ones]: [somebody could have planned it|as simple as that].',
  '[In|With] its {colour} and a [scrap|touch] of {colour2}, it [looks entirely itself|would be known again anywhere].',
  '{colour} [sets|gives|hums] the [note|key|tone], [and the rest|and all else|and {colour2}] [joins in|follows|answers], [lower|in its own way|after a pause].',
  '[Mostly|Largely|In the main] {colour}, [then|and after that|with some] {colour2}: [as palettes go|by any measure|in sum], [a calm one|it knows its mind|nothing is spare].',
  '[Between|With] {colour} and {colour2} [the work is shared|there is hardly a gap|little is left to say], [and fairly|as one can see|and the mood is the sum].',
  '[Colour by colour|Tone by tone|Bit by bit], [{colour} wins|it comes round to {colour}|{colour} takes over], [as if it had been agreed|with {colour2} in second place|and gently].',
  'A [good|fair|generous] [measure|amount|share] of {colour} [and a trace of {colour2}|and less of the rest]: [that is the mix|so it is made|nothing simpler].',
  '{colour2} [keeps|waits|stays] [to the side|in second place|low], [and lets {colour}|while {colour} may] [talk|lead|have its say], [which works|as good company does|to the very edge].',
  '[One notices|You see|There goes] {colour} [first|before all else|right away], [{colour2} in its own time|then the quieter {colour2}|and the eye slows down].',
  '[So much|This much|That amount of] {colour} [could be|might be|is seldom] [too much|a mistake|an accident]; [here it is right|here it holds|it fits the mood].',
  '[Were it|If it were] [less|not so] {colour}, [it would mean|one would read|it might tell] [something else|another mood|less], [and so the tone matters|so be it|and it knows].',
  'The [colours|tones] [keep to|stay with|agree on] {colour} [and what is near it|for the most part|as if by habit], [and agree|with {colour2} now and then|and none stands out].',
  '[Add|Mix|Put] {colour} [to|with] {colour2}, [let it rest|wait a little|step back], and [you have the tone|here is the mood|this is what you get].',
  '[Call it|Name it|Think of it as] [a {colour} hour|a {colour} kind of thought|a {colour} state of mind], [with {colour2} to follow|and {colour2} for company|and leave it there].',
];

/** What the light adds, by how bright the picture is. */
export const LIGHT_DETAILS: Readonly<Record<'dark' | 'bright' | 'plain', readonly string[]>> = {
  dark: [
    'Much of it [lies|stays|rests] in the dark, [which draws you closer|as if to keep something back|and what shows, shows more].',
    'The tones are [deep|low|dim], and {colour} [is the one that carries|holds them together|comes through].',
    '[It is|This is|What we have is] a [dim|dark|low-key] picture, [and the dimness is kind|one that trusts you to look|made of a few careful tones].',
    '[Dark|Low] as it is, [you can make out|there remain] {colour} and {colour2}, [barely apart|in no hurry to be told apart|and they are in league].',
    'So little is [lit|bright] that [every trace of it counts|{colour} goes a long way|the eye learns to wait].',
    '[The dark|A deep tone] [takes|claims] [its share|a good part], and [what is left gains by it|{colour} gets the rest].',
    'You [wait|look] a little, and [out of the dark comes {colour}|the dim parts begin to speak], [softly first|as they do].',
  ],
  bright: [
    'All of it is [bright|pale and open|wide awake], with {colour} [leading the way|turned up a little|everywhere you look].',
    'The brightness [is generous|does half the telling|keeps nothing back], [and asks for nothing|evenly and openly|all the way across].',
    '[It is|This is|Call it] a [bright|clear|luminous] picture, [with plenty of|and full of] {colour}, [and it wears that easily|with little to hide|all clarity].',
    '{colour} and {colour2} [brighten each other|trade places all over it], [and the whole thing opens up|and there is air between them].',
    'Hardly a [dark tone|dim patch] in it, [only|mostly] {colour} [and its paler versions|and plenty of space|at its most open].',
    '[So|This] much brightness [leaves nowhere to hide|makes up for a lot], [and nothing here wants to|and {colour} makes the most of it].',
    '{colour}, [lit|bright] [right through|to the edge], [is the first thing one takes from it|and everything looks rested].',
  ],
  plain: COLOUR_DETAILS,
};
