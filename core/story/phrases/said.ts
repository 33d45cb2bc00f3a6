/** What the person's words told, retold. By life event; `{quote}` frames serve every caption that is not one. */

export const SAID: Readonly<Record<string, readonly string[]>> = {
  'pet-loss': [
    'You wrote about a last time together, and [love like that leaves a long quiet|such loyalty does not end with it|every step of it counted].',
    'By your words this is [a goodbye to|a parting from] an animal that was [dear to you|part of every day], and [that deserves time|there is nothing small about it].',
  ],
  death: [
    'Your words tell of a death, [and words can only stand beside that|and nothing here tries to answer it|which needs no comment, only care].',
    'You wrote of someone who is gone, and [the picture lowers its voice|everything else steps back|that absence is in it now].',
  ],
  funeral: [
    'Your words speak of laying someone to rest, [and of all that goes with it|which asks for quiet and nothing else].',
    'You wrote of a [final|last] farewell, and [it is held here with care|that is what this picture has to carry].',
  ],
  remembrance: [
    'You wrote to remember, and [remembering is a way of keeping close|this is part of how it is done].',
    'By your words it is about [someone missed|an absence], [after all this time or very little|and it has not grown smaller].',
  ],
  'last-goodbye': [
    'You wrote of a last time, [and last times weigh more than others|which no one is ever ready for].',
    'Your words are a goodbye, [a hard one|the kind that is not chosen], and [it deserves gentleness|the picture knows].',
  ],
  illness: [
    'Your words speak of illness, [of waiting and worry|and of days measured differently], and [hope can be very quiet|nobody should have to rush that].',
    'You wrote that [health|the body] is [the question now|under strain], and [so patience is the first thing|every small good sign counts].',
  ],
  injury: [
    'Your words tell of [being hurt|an injury], and [mending takes the time it takes|first comes rest, then everything else].',
    'You wrote about [what happened|something that went badly wrong], and [it is good that it can be told|it may take a while to be past it].',
  ],
  violence: [
    'Your words tell of harm that people did, [and nothing about it is small|and saying so takes strength], and [whoever was hurt deserves care first|you do not have to carry it alone].',
    'You wrote of [violence|being hurt by others], [plainly|in few words], and [it is right that it is said|it counts that it was told].',
  ],
  war: [
    'Your words speak of war, [and no picture is larger than that|beside which most things fall silent].',
    'You wrote of [violence|conflict], and [what it takes from people|of longing for its end], [which is a serious thing to hold|plainly and without ornament].',
  ],
  disaster: [
    'Your words tell of [a disaster|great damage], and of [what is left to begin again with|how much can go at once].',
  ],
  despair: [
    'Your words are very dark ones. [You do not have to carry them alone|Someone should hear them, and soon], [and telling somebody you trust is a first step|and there is help to be had].',
  ],
  'exam-failed': [
    'You wrote that the exam did not go your way, [after all that effort|and there it sits, fresh as can be], [and that stings|and it is fine to mind].',
    'By your own words it is a failed exam, [a result and not a measure of you|no more and no less than that], [and still a blow|hard as it lands today].',
    'An exam failed, you say, [just like that|plainly], and [for the moment the disappointment has the floor|the next try is still far off].',
  ],
  rejected: [
    'You wrote of being turned down, [and a no can echo for days|which says little about your worth and hurts all the same].',
    'By your words the answer was no, [this time|after all that hoping], and [it takes a while to put that somewhere|that is the shape of the day].',
  ],
  'job-lost': [
    'You wrote that the job is gone, [and with it the usual order of days|which is more than a matter of money].',
    'Losing the job, as you tell it, [pulls a lot of threads at once|leaves a strange quiet behind], and [nobody has to be brave about it right away|things need a moment to settle].',
  ],
  breakup: [
    'Your words tell of two who have parted, [and how much has to be taken apart|with everything that leaves unsaid].',
    'It is over between you, by your words, and [even the ordinary looks different now|feelings are slower than facts].',
  ],
  defeat: [
    'You wrote that it was lost, [fair or not|close or not], and [caring that much is why it hurts|there will be talk of what might have been].',
    'A defeat, by your words, [to be slept on|without excuses], [though nobody can say it was not fought for|and the next one is already waiting].',
  ],
  'money-trouble': [
    'You wrote that money is tight, [and that kind of worry counts everything twice|which makes each day a sum].',
  ],
  failure: [
    'You wrote that it did not work out, [and said so plainly|which takes some nerve], [and honesty is where the next try starts|so nothing has to be hidden here].',
    'By your words something failed, and [the effort was real all the same|it is allowed to matter].',
  ],
  overwork: [
    'You wrote of too much to do, [and of hours that ran over|with the end not yet in sight], and [tiredness tells its own truth|rest would be a fair request].',
  ],
  'leaving-home': [
    'You wrote about leaving home, and [a part of you is not ready|it pulls in both directions|leaving is more than going away].',
    'By your words it is time to go from where you belong, [ready or not|with a good deal left behind], [and the familiar has never looked so familiar|and every last look counts].',
  ],
  goodbye: [
    'You wrote a goodbye into it, [and it colours all the rest|said or still to be said], and [endings make things very clear|lasts have a way of shining].',
    'By your words it is the last time, [or close to it|at least for a while], and [one looks differently then|nothing about it is routine any more].',
  ],
  'missing-you': [
    'Your words are about missing, [and distance is never just a number|which makes the picture partly about what is not in it].',
    'You wrote of someone or something far away, and [you can feel the pull|the longing has found a shape here].',
  ],
  alone: [
    'You wrote that you are on your own, [for better or worse|by choice or not], and [that, too, deserves to be seen|there is company in having said it].',
  ],
  protest: [
    'Your words take a stand, [and standing up is seldom comfortable|clear and unafraid], [which gives the picture a spine|so this is more than a view].',
  ],
  'bad-day': [
    'You wrote that it was a hard one, [and it does not need dressing up|which settles the tone], [and it is over when it is over|so let it be called by name].',
  ],
  recovery: [
    'You wrote of getting better, [a word with a long way behind it|and what a word that is], [and relief sits in every corner|and it is good to read].',
  ],
  birth: [
    'Your words bring a birth, [a whole life at its very beginning|the largest small news there is], [and nothing is quite the same size now|welcome as can be].',
  ],
  expecting: [
    'You wrote that someone new is on the way, [and waiting has become a happy thing|so the future is suddenly close].',
  ],
  engaged: [
    'By your words the answer was yes, [and one small word changes a lot|and the days ahead have a new shape].',
    'You wrote of a promise made, [glad and a bit breathless|still new enough to be repeated], [and it shines through|and no wonder it glows].',
  ],
  wedding: [
    'You wrote of a wedding, [two lives and one promise|with all the nerves and gladness], [and the picture has caught some of that|and the joy belongs to everyone near].',
    'A wedding, by your words: [one of those days that gets its own place in memory|planned for ages and gone in a flash], [and rightly so|and gladly].',
  ],
  anniversary: [
    'You wrote of an anniversary, [time counted in two|so much in one date], [and that is worth marking|and it has aged well].',
  ],
  birthday: [
    'You wrote of a birthday, [another year and a reason to be loud about it|which needs no other reason], [and that makes this part of the count|so wishes are in order].',
    'By your words somebody is a year older, [and gladly|with all that deserves], [so the day may take itself a bit important|and the picture joins in].',
  ],
  graduation: [
    'You wrote of a graduation, [the end of long effort|so many late hours, and now this], [and the future is suddenly plural|and pride is in order].',
  ],
  'exam-passed': [
    'You wrote that it worked, [passed, done, behind you|after all the doubt], [and relief has rarely looked better|so pride is allowed].',
  ],
  'new-job': [
    'You wrote of a new start at work, [nerves included|earned and a little unreal], [and everything is still possible|so the story moves on].',
  ],
  victory: [
    'You wrote that it was won, [and there is no quiet way to say so|one small word with so much behind it], [so let it be loud|and well earned].',
    'By your words this is a victory, [no footnotes|sweet and out in the open], and [it should be enjoyed to the end|nobody can take it back].',
    'It worked, you say, [it was won|it is yours], and [the rest of the day can only follow|all the effort turns into this].',
  ],
  'race-finished': [
    'You wrote of going the distance, [step after stubborn step|to the very end], [and finishing is its own prize|and tired has never felt so good].',
  ],
  'new-home': [
    'You wrote of a new place to live, [still full of echoes|with everything yet to be put somewhere], [and it has begun to be yours|so a chapter opens].',
  ],
  'new-pet': [
    "You wrote that someone on four legs has moved in, [and order with it out|so the days have a new owner], [happily|to everyone's delight].",
  ],
  homecoming: [
    'You wrote of being back where you belong, [and all the distance is worth it for that|which is a very particular kind of glad].',
  ],
  'new-start': [
    'You wrote of a beginning, [a blank and hopeful thing|not yet tested, all promise], [and it takes courage to start|and the picture stands at the start of it].',
  ],
  'first-love': [
    'Your words are in love, [there is no other way to put it|and they do not hide it], [and it makes the rest look kinder|so all of it glows a little].',
  ],
  retirement: [
    'You wrote of work being done, [for good this time|after all these years], [and time changes hands|and the days are yours again].',
  ],
  'growing-up': [
    'You wrote about growing up, [which happens slowly and then at once|a little every day], [and here one step of it was caught|so the picture is a measure, too].',
  ],
  'growing-old': [
    'You wrote about growing older, [with open eyes|and said it without fuss], [and years have a beauty of their own|so time is in the picture as well].',
  ],
  'old-days': [
    'You wrote of the old days, [and they answered|which have grown softer in the telling], [so there are two times in this picture|and something of them is here].',
  ],
  holiday: [
    'You wrote of being away, [with nothing to hurry for|far from the usual], [and the days count double|and you can tell].',
  ],
  party: [
    'You wrote that it is time to celebrate, [and nobody needs to be told twice|so the day has its orders], [and that is the spirit of it|gladly].',
  ],
  concert: [
    'You wrote of music played live, [where everybody shares one pulse|which no recording quite holds], [and a trace of it stays|and it echoes on].',
  ],
  christmas: [
    'You wrote of Christmas, [with all that word unpacks|and the old glow is there], [and that is how it wants to be seen|year after year].',
  ],
  'new-year': [
    'You wrote of a new year, [unopened|clean and full of intentions], [and hope likes such dates|so the count begins again].',
  ],
  friends: [
    'You wrote of friends, [and that explains the ease|the chosen kind of family], [and it needs no more explaining|which is most of what matters].',
  ],
  'family-time': [
    'You wrote of family, [with everything the word carries|and the hours that belong to it], [and those hours are never quite enough|so this one was kept].',
  ],
  faith: [
    'You wrote words of faith, [quiet and firm|larger than the picture], [and they hold it|and there is trust in them].',
  ],
  'looking-forward': [
    'You wrote that you can hardly wait, [and waiting has seldom been so lively|so the best is still ahead], [and it gives the picture a push|by the sound of it].',
  ],
  perseverance: [
    'You wrote that you are not giving up, [and it reads like a promise|which is braver than it sounds], [so there is a way on|and the picture takes your side].',
  ],
  'happy-tears': [
    'You wrote of tears, the happy kind, [for which there are no words|when gladness runs over], [and that says how much it means|so all is well].',
  ],
  'full-heart': [
    'By your words it does not get better than this, [and who would argue|so the day has its title], [and it is good to have that on record|so it is settled].',
  ],
};

/** For a caption that can be quoted. By how it feels. */
export const QUOTED: Readonly<Record<'glad' | 'even' | 'sad' | 'gentle', readonly string[]>> = {
  glad: [
    '"{quote}", you wrote, and [the gladness carries|it shows|there is no doubting it].',
    'Your words for it are "{quote}", [and they lift the whole thing|bright and to the point|and the picture agrees].',
    '"{quote}": [your words, and they fit|so you put it, happily|that is how you tell it], [no more needed|and who would object].',
  ],
  even: [
    '"{quote}", you wrote, [and the picture nods|plainly, and it fits|which sets the frame].',
    'Your own words for it are "{quote}", [and they stand|and it should be read with them in mind|no more and no less].',
    'You called it "{quote}", [and so it is|which tells how to look at it|and names are a kind of lens].',
  ],
  sad: [
    '"{quote}", you wrote, and [it would be wrong to brighten that|the picture keeps to it|it weighs what it weighs].',
    'Your words are "{quote}", [and they are heard|honest and not easy|so the mood has a reason].',
    'You put it this way: "{quote}". [It can stand like that|There is nothing to correct in it|It does not need softening].',
  ],
  gentle: [
    '"{quote}", you wrote, [and that is held here with care|and the rest is quiet|which says more than a picture can].',
    'Your words are "{quote}", [and they may stand alone|and nothing needs adding to them].',
  ],
};

/** For a caption that is understood but better not quoted. */
export const UNQUOTED: Readonly<Record<'glad' | 'even' | 'sad' | 'gentle', readonly string[]>> = {
  glad: ['Your own words are [happy|glad] ones, [and they count for more than any picture|so the mood is settled].'],
  even: ['You added words of your own, [and they belong to it|so the picture does not have to say everything].'],
  sad: ['Your own words are not easy ones, [and they outweigh what the eye can see|so the picture is read with care].'],
  gentle: ['Your own words are heavy ones, [and they are kept with care here|and they come first].'],
};
