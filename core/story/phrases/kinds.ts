/**
 * What may be felt and thought about a main thing of one kind, in any mood that is not low. They stand beside the sentences
 * of the mood's family, so that a story about an animal is not one about a street with another noun in it.
 */
import type { ThingKind } from '../../lexicon/entry.ts';
import type { FamilyPhrases } from './families.ts';

const PERSON: FamilyPhrases = {
  feel: [
    '[Being|To be] [seen|looked at|met] [kindly|without judgement|as one is] is [a small luxury|half of being happy|rarer than it sounds], and {thea} [{a?has/have} it here|{a?was/were} given it for once|may well know].',
    'There is [trust|ease] between {thea} and [the one looking|whoever took this], [unspoken and complete|and it cannot be faked], [which is the best kind|as one can tell].',
    '[You|One] would [like|want] to know {thea}, [or feel as if you did|if only from this], [and the {mood} look of it all helps|and perhaps that is the point].',
    'Whatever {thea} [{a?was/were} thinking|{a?has/have} in mind], [it fits the moment|the mood took it in], [and stays private|and one may guess, and be wrong].',
    '[Something|A good deal] passes between us [without words|in a look], [and some of it was caught|here, around {thea}, it nearly shows].',
  ],
  turn: [
    '[Looks|Moods] [change|move on]; [a day like this is part of how|a part stays put in pictures], and {thea} [{a?has/have} this one for good|may be glad of it].',
    '[One day|In years], {thea} [may|might] [find this again|come upon it], and [the whole hour will be back|know exactly how it felt].',
    '[We|They] [learn|know] each other [slowly|in pieces], [and a piece like this one is worth a great deal|one look at a time], [and {thea} gave one away|gladly or not].',
    'It [matters|counts] less [what {thea} did|where this was] than [that it was shared|who thought of keeping it], [and that is told here|even if only with a look].',
    '[Company|Being there] is [most of it|the better part], [one forgets|one learns late], [and {thea} {a?makes/make} the case|and it is right here in view].',
    '[Nobody|No life|No one here] is [only|just] what [a photo|one look|an hour] [shows|tells], [least of all {thea}|this one included|as everyone knows], [and yet it is true as far as it goes|which makes one look again|and it is a start].',
  ],
  close: [
    '[Here is|So here is] to {thea}, [and to whoever was near|then and now], [and to more of the same|with all good wishes].',
    '[Leave|Let] {thea} [have|keep] [the last look|the moment]; [it was theirs|we were only passing].',
    '[Whoever|Anyone who] [knows|meets] {thea} [will nod|has the rest of the story], [and the rest of us may guess|and may keep it].',
    'And {thea}? [Still there|Unchanged], [between one thought and the next|in this moment and no other], [as one is in the pictures we keep|and dear to someone].',
  ],
};

const ANIMAL: FamilyPhrases = {
  feel: [
    '[An animal|Any animal] [cannot|will not] pretend, and [so the mood of it is honest|you can believe {thea}], [{mood} as it is|all the way through].',
    '{thea} {a?makes/make} [no secret of being alive|a full-time job of being here], [and it is good to see|and a glad one].',
    '[Some|A little] of the [joy|peace] of {thea} [comes across|rubs off], [and costs neither side a thing|no translation needed].',
    'To {thea}, [this was any moment|now is the only time there is], [and there lies the charm|and for a second it seems wise].',
  ],
  turn: [
    '[They|Animals] [teach|know] [what we keep forgetting|a few things]: [be here, and then be somewhere else|rest when it is time, look when there is something], [and never explain|as {thea} would].',
    '{thea} will [not remember|never see] this picture, [and {a?is/are} none the poorer|which is no loss to {a?it/them}], [and somebody else may be glad of it|and makes the better model for that].',
    '[What|All that] {thea} {a?wants/want} is [simple|soon told], [and one envies it a little|which is more than most of us can say].',
    '[Of whatever size|Large or small], [nothing else holds a look quite like that|a living thing makes a picture breathe], [and {thea} {a?proves/prove} it|and that is no small thing].',
    '[You|One] [could|might] [study|read about] {thea} for [years|ages] and [not be told this|still be surprised by a look like that].',
  ],
  close: [
    '[Then|And then] {thea} [went on with the day|{a?goes/go} back to being busy], [and so may we|with no idea of all this].',
    '[Long may|May] {thea} [be left in peace|find what {a?it needs/they need}], [and be looked at now and then with love|and the picture stay].',
    '[Good|Well done], {thea}; [that is all one can say|you were the best of it], [and it is meant|and no words would do].',
  ],
};

const NATURE: FamilyPhrases = {
  feel: [
    '[It is|This is] [large|slow] in the way [only such things are|{thea} can be], [and the mind makes space|and it does one good].',
    '[Nothing|No one] hurries {thea}, [and it grows on you|and so everything takes as long as it takes], [{mood} throughout|and calmly].',
    'There is [an order|a rightness] to {thea} that [was never drawn up|nobody had to think of], [and one leans on it|and it holds without effort].',
    '[Air|Space] and {a}: [a good share of what anyone needs|some days it is as simple as that], [and the {mood} part comes by itself|with nothing to sign].',
  ],
  turn: [
    '{thea} {a?was/were} [doing this|at it] [before anyone looked|without us], [which is good news|and that puts things in order].',
    '[Stand|Stay] before {thea} [long enough|for a bit] and [the questions get shorter|some of the noise goes], [and one or two just go|and you do not miss it].',
    '[They|We] [build|say] a great deal, and {thea} [simply {a?continues/continue}|{a?has/have} heard it all], [season after season|with the patience of old things].',
    '[The world|Life] has [plenty|more] of this, [they say|one hopes], [and still each piece deserves to be looked at|and {thea} {a?is/are} reason to be careful with it].',
    '[Size|Age] [is|may be] not the [point|marvel]: [it is how {thea} {a?fits/fit}|there is a way of simply being there], [and one wishes one could|and nothing sticks out].',
  ],
  close: [
    '{thea} [will be here|{a?stays/stay}], [in some form|after we look away], [and that is a thought to take along|doing well without praise].',
    '[Come back|Return] in [another season|a year] and [ask {thea} again|see]; [the answer will come in its own time|it will be different and the same].',
    '[Breathe in|Look up], [once more|slowly]: {thea}, [and then the rest of the day|and time in plenty].',
  ],
};

const PLACE: FamilyPhrases = {
  feel: [
    '[Some|A few] places [put you|set one] at ease [before you know why|without a word], and [{thea} may well be one|this has a touch of that].',
    '{thea} {a?has/have} [the look|the air] of [having been lived with|many ordinary days], [and wears it well|and they did no harm].',
    '[Corners|A place], too, can be {mood}, [as {thea} {a?shows/show}|if one stands right], [without trying|and this is how].',
  ],
  turn: [
    '[All|Everyone] who [came|passed] through here [left a little|took a look along], [so there is more to {thea} than meets the eye|and {thea} {a?keeps/keep} count of nobody].',
    '[What|How much] has {thea} [seen|outlasted]? [More than is told|Enough to be calm about it], [and this hour is now part of it|and one more day is nothing].',
    '[You leave|One leaves] [a place|such a spot|any corner] and [it goes on|keeps only pieces|something comes along]; {thea}, [the way it stood|as seen here|on that day], [would be good to keep|is worth the memory|goes into the collection].',
    '[Being|To be] somewhere is [an achievement|a start], [on some days|they say], [and {thea} {a?is/are} a good somewhere|and it can be as plain as this].',
  ],
  close: [
    '[If you go|When you are] there again, [look for this|give {thea} a nod]: [it knows you now|same place, another you].',
    '{thea}, [then|at last]: [found, looked at|stood before], [and left as it was|and taken along as a picture].',
    '[Nothing|Not a thing] was moved, and [yet {thea} {a?is/are} a little more yours|still one goes away with something].',
  ],
};

const FOOD: FamilyPhrases = {
  feel: [
    '[Appetite|Wanting more] is [an honest mood|soon told], and {thea} {a?meets/meet} it [halfway|with good cheer], [{mood} from the first look|as it should].',
    '[There|It] is [care|kindness] in {thea}, [the edible kind|and one can nearly taste it], [and it makes a good day|and somebody meant well].',
  ],
  turn: [
    '[It|All of this] will be gone [soon|before long], [as it was meant to|and nobody will regret it], [and the picture is what stays of {thea}|which is why one looks quickly].',
    '[Half|Much] of [what we call comfort|a good memory] is [something like {thea}|a matter of taste], [shared if there is enough|and now you know the other half].',
    '[Ask|Think] what {thea} [went with|came after]; [there is always a story|it is never only about taste], [and mostly a good one|as everybody knows].',
  ],
  close: [
    '[Well then|So]: [enjoy|here is to] {thea}, [as long as it lasts|and to whoever shares it].',
    '[Good things|Such things] do not [wait|keep]; [a picture of {thea} does|the feeling will], [and so does the appetite|until the next time].',
  ],
};

const OBJECT: FamilyPhrases = {
  feel: [
    '[Odd|Strange] how a thing can [hold a mood|be {mood}]: {thea}, [just as {a?it stands/they stand}|and nothing else], [and still one feels something|says enough].',
    '[Close up|Looked at properly], {thea} {a?has/have} [a temper of sorts|a character], [a {mood} one|calm and a bit amused].',
  ],
  turn: [
    '[Things|Objects] outlive [the reasons for them|our plans for them], and {thea} [may be no exception|{a?is/are} halfway there], [and carry a little of us along|quietly].',
    '[Somebody|Someone] [chose|made] {thea} once, [and that is a kind of message|for use or for love], [and here it arrives|and it still reads clearly].',
    '[Use|Touch] gives things their [shine|meaning], [which is how {thea} came by it|and {thea} must have had some], [not at once|as the years do for us].',
  ],
  close: [
    '[Put|Set] {thea} back [where {a?it belongs/they belong}|now], [but look once more|gently], [now that you have met|and let the day go on].',
    '{thea} [{a?stays/stay} where {a?it is/they are}|will keep]. [The look of it comes along|We have what we came for].',
  ],
};

const SKY: FamilyPhrases = {
  feel: [
    '[Overhead|Up there], [the day decides|the mood is made], and {thea} [{a?has/have} the deciding say|{a?does/do} it openly], [{mood}, this time|for all to see].',
    'There is no [end|limit] to a [thought|look] like this, [only {a}|with {a} above], [and it comes down lighter|and one stands a bit taller].',
  ],
  turn: [
    '[A minute|One look] later {thea} [had changed|{a?was/were} another], [as always|and did not say goodbye], [so this is the only one of its kind|and only the picture stayed].',
    '[Everyone|All of us] under {thea} [got the same|had a share], [and few looked up|and that is worth a thought], [here someone did|one way or another].',
  ],
  close: [
    '[Keep|Go on] looking up; {thea} [will be at it again tomorrow|never {a?repeats/repeat}], [and never like this|so one has to be there].',
    '[Then|Slowly] {thea} [let it go|{a?moves/move} on], [and the day with it|and the rest is up to us].',
  ],
};

const VEHICLE: FamilyPhrases = {
  feel: [
    '[Going|Being on the way|Setting off] has [a mood of its own|its own temper|a feeling to it], [{mood}, in this case|and {thea} {a?wears/wear} it|one that {thea} {a?knows/know}], [even at a standstill|and it is catching|as soon as you look].',
    '{thea} [{a?carries/carry} it|{a?has/have} it]: [the wish to be off|that small pull outward], [with no address yet|and one feels it too].',
  ],
  turn: [
    '[Sooner or later|One way or another], [it ends with arriving|the going is the better part], [as {thea} could tell|and {thea} {a?knows/know} both].',
    '[Where to|Which way]? [Away is an answer|It hardly matters], [and {thea} would do nicely|as long as one may look out].',
  ],
  close: [
    '[Safe|Good] [journey|going], {thea}, [and whoever is along|wherever it is], [and come back with stories|and no hurry].',
    '[And off|Ready], [in a moment|soon]: {thea}, [a direction, a day|and whatever comes of it].',
  ],
};

const CELEBRATION: FamilyPhrases = {
  feel: [
    '[Occasions|Days like this] [ask for|make] {a}, [and get it|and everyone is a little taller], [and the mood follows|for a few good hours].',
    '[There|It] is [fuss|excitement] in the air, [the pleasant sort|and {thea} at the centre of it], [and no one minds|as well there might be].',
  ],
  turn: [
    '[One marks|We mark] such a day [so as not to lose it|because most go by unmarked], [and {thea} {a?is/are} how|and it works].',
    '[Afterwards|Next week] [it will be a story|they will tell it], [and {thea} will be in it|larger each time], [as it should|and that is half the fun].',
  ],
  close: [
    '[Many more|To the next one], [then|from all of us], [and {a} every time|and may it be like this].',
    '[Well|Truly] [kept|celebrated], [with {a}|from start to end], [and nothing left but to be glad|and a picture to swear by].',
  ],
};

/** By the kind of the main thing; kinds that are near enough share theirs. */
export const KIND_PHRASES: Readonly<Partial<Record<ThingKind, FamilyPhrases>>> = {
  person: PERSON,
  animal: ANIMAL,
  nature: NATURE,
  place: PLACE,
  food: FOOD,
  object: OBJECT,
  sky: SKY,
  vehicle: VEHICLE,
  celebration: CELEBRATION,
  city: PLACE,
};
