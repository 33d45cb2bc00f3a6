/** Titles. {A} and {B} are the things seen ("a dog"), {Thea} and {Theb} the same with their definite article. */
import type { MoodFamily } from './families.ts';

export const ANY_TITLES: readonly string[] = [
  '{Thea}, [Kept|As Found|Unhurried|for the Record]',
  'What {Thea} [Knew|Kept|Left Behind|Was About]',
  '[About|Regarding|Notes on|In Praise of] {A}',
  '{A} and [Everything After|Not Much Else|the Rest of It|One Long Look]',
  '[Just|Simply|Mostly|Only] {A}',
  '{A}, {B}, [and Time Enough|That Was It|One Moment]',
  '{Thea} [Between|Among|Beside] [Other Things|Two Minutes|the Hours]',
  'With {A} [in It|to Begin With|at the Centre]',
  '{Thea} and {Theb}',
];

export const FAMILY_TITLES: Readonly<Record<MoodFamily, readonly string[]>> = {
  joyful: [
    '[All|Nothing but] [Out Loud|Gladness]',
    '[Proof of|A Case for] [Joy|Happiness|Delight]',
    '{A}, [Loudly|and Then Some|Full Tilt]',
    'The [Good|Bright|Unplanned] Part',
    '[More of This|Say It Twice|No Holding Back]',
  ],
  vivid: [
    '[Half a Beat Ahead|About to Begin|Wide Awake]',
    '{A} [at Full Speed|on the Move|in One Go]',
    'The [Second Before|Next Minute|Live Current]',
    '[Blink and Gone|Quick March|Never Quite Still]',
    '{Thea}, [Electric|Restless|Going On]',
  ],
  warm: [
    '[An Hour|A Minute] That [Fits|Held]',
    '{A}, [and That Was Plenty|Gently|Close By]',
    '[Small|Plain|Kind] [Mercies|Luck|Hours]',
    'The [Easy|Soft|Dear] [Part|Hour|Middle] of It',
    '[Enough|Nothing Missing|Good Company]',
  ],
  serene: [
    '[No Hurry|Slowly Now|One Long Exhale|The Quiet Part]',
    '{A}, [at Rest|Very Quietly|Without a Plan]',
    '[Where|When] It Goes [Quiet|Still]',
    'A [Slow|Still|Wide] [Minute|Hour|Kind of Calm]',
    '{Thea} and the [Stillness|Calm|Hush]',
  ],
  plain: [
    '[As It Was|A Plain Fact|In Between|Left Open]',
    '{A}, [Perhaps|in Passing|Seen Once]',
    'The [Ordinary|Unremarked|Open] [Minute|Question|Part]',
    '[Exhibit|Clue]: {A}',
    '[Nothing Special|Something Kept|One Look]',
  ],
  wistful: [
    '[Already|Almost] a Memory',
    '{A}, [a Little Later|from a Distance|Looking Back]',
    'What [Stays|Remains|Is Left] of It',
    'The [Soft|Slow|Long] [Goodbye|Distance|Way Back]',
    '[Half a Step Behind|Once More|Before It Goes]',
  ],
  heavy: [
    '[A Hard|A Low|A Heavy] [Day|Hour], [Plainly|Seen Honestly]',
    '{A}, [on a Hard Day|Anyway|and the Weight of It]',
    '[Not Today|Getting Through|Still Here|One Thing at a Time]',
    'The [Low|Slow|Long] [Part|Stretch]',
    '[For Now|Before the Next Try|Staying With It]',
  ],
  tense: [
    '[Pulled Tight|Close to the Edge|Held Back|On Guard]',
    '{A}, [Under Pressure|Unresolved|Jaw Set]',
    'The Second Before',
    '[Had Enough|No Ease|Too Long Put Off]',
    'What [Presses|Will Not Settle|Needs Saying]',
  ],
  grief: [
    '[Something Dear|A Slow Look|What Was Here]',
    '{A}, [Kept Gently|Remembered|Held On To]',
    '[What Stays|Still Dear|For What Was|Held Gently]',
    '[A Quiet|A Tender|A Slow] [Goodbye|Keeping|Hour]',
    '[With Care|In Its Own Time|Go Slowly]',
  ],
};
