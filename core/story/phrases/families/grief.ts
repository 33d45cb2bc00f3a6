/** Loss. Nothing is promised, nothing made light of. */
import type { FamilyPhrases } from '../families.ts';

export const GRIEF: FamilyPhrases = {
  feel: [
    'There is [a stillness|a tenderness] in it that [is not empty|has known better days|asks for nothing], [only for a little time|and it may stay].',
    'It is [a sad|a heavy] picture and [a tender|a loving] one, [both at once|and neither cancels the other|as these things are].',
    'You can feel the care [in it|behind it], [and what it costs to look|quiet as it is|before anything else].',
    '[Words|Big words] [would be too much|do not help] here; [looking is enough|being with it is what is left].',
    'What [hurts|aches] in it is also [what was good|what is worth keeping], [and there is no way to separate the two|and it does not let itself be hurried].',
    'It is [quiet|still] in a way that [only comes after much has been felt|should be left alone|holds a great deal].',
    'Nothing here [needs|has] to be [cheered up|made better], [not now|at least not yet|and no one should try].',
    '[Around|Near] {thex} there is [a quiet|a gentleness] that [needs no reason|asks to be left whole|one does not want to disturb].',
    '{thex} [{x?holds/hold} more than can be seen|{x?means/mean} more than words reach], [and there is time for all of it|quietly].',
    'One looks at {thex} and [thinks of what is not shown|feels how much was there], [and that is allowed|slowly, and with care].',
    'It is [hard|not easy] to look at {thex} [and easy to understand why|without softness], [and so it should be|so take the time].',
  ],
  turn: [
    'Missing [and loving are made of the same stuff|is what love does next], [which is no comfort at first|and one day that may be a comfort].',
    'There is no [right way|timetable] for [this|days like these]; [there is only the next hour|slow is a good pace].',
    'What has been [shared|lived] [cannot be undone|stays true], [whatever else is taken|whatever the days bring].',
    'Hold on to the [things that can be held|small things]: they [are more than they seem|carry further than anyone thinks].',
    'It is [all right|no weakness] to [stop here|stay with it], [as long as it takes|and to come back, and to stop again].',
    'The days [go on|keep coming], [unasked|a little out of step], and [this stays beside them|one may walk slowly].',
    "{thex} [will not answer|cannot make it right], and [there is no need to|that is nobody's fault]; [being near is something|it helps a little to look].",
    '[Memory|Remembering] [holds on to|chooses] the [small things|plain things], and {thex} may be [among them|one it never lets go].',
    '[There are|One finds] no words that [are large enough|would be right], [only {thex}|only this look at {thex}] and [the will to be gentle|what was shared].',
    'On some days {thex} will [be too much|hurt to see], and on others [be a comfort|be the one thing that helps]; [both are right|there is no rule].',
    '[Nothing has to be solved here.|Nobody needs to be strong here.] {thex} can [simply be seen|be looked at, that is all], [as often as you want|for as long as it takes].',
  ],
  close: [
    'May it be [kept|held] gently, [today and afterwards|by everyone it touches|for as long as it is needed].',
    'It [stays|remains], [quietly|softly], [where it belongs|and it is not alone|like a thing kept safe].',
    'Let there be [time|quiet] for it, [and kindness|as much as it takes|and no hurry at all].',
    'That is all it [asks|wants]: [to be looked at with care|not to be forgotten|a moment of your time, and gentleness].',
    '[Softly, then.|Gently, then.] [There is no need to say more|The rest can be silence|It will keep].',
    'What was [dear|good] is [dear|good] still. [That much is certain|Nothing changes that].',
    'Go [gently|slowly] with it, and with [yourself|each other|your own thoughts].',
    '[Let|May] {thex} [be a quiet place for the thoughts|keep a little of what was good], [now and later|whenever it is needed].',
    'So {thex} [{x?stays/stay}|{x?remains/remain}], [held in this one picture|and care stays with it], [softly and for good|as long as anyone looks].',
    '[Thank you|There is gratitude too], [quietly|without a word], for {thex} and [everything that was|all that went before].',
    '{thex}, [and tenderness|and the time it takes]: [it ends on that|there is nothing to add|may it be enough for today].',
  ],
};
