/**
 * What is said of a video because it is one. Wherever it says "video", "clip" may stand; what it tells of change comes from the curve
 * of its mood.
 */

/** How a video's mood moves from its beginning to its end. */
export type Arc = 'rising' | 'falling' | 'even';

export const VIDEO_PHRASES: Readonly<Record<'any' | 'gentle' | Arc, readonly string[]>> = {
  any: [
    'In a video [nothing has to be the final word|every look gets a next one], [and this one makes use of it|so {thea} {a?has/have} all the time in the world].',
    'One frame [alone |]would have [had to choose|settled for less]; the video [lets {thea} go on|follows along], [second by second|and leaves nothing out on purpose].',
    'The video [runs|goes on] [a little longer than it has to|just long enough], [and the extra seconds are the best ones|and {thea} {a?keeps/keep} it company].',
    '[Look again|See it twice], and the video [tells more|changes a little]: {thea} first, [then everything around|then what one missed].',
    '[Second after second|From one second to the next], the video [stays close|does not look away], [and one forgets it was recorded|and that is the whole idea].',
  ],
  rising: [
    'The video [begins|starts] [quietly|low] and [ends|closes] [livelier|wider awake], [and you can feel the step|somewhere past {thea}].',
    '[This|The] video gathers [pace|courage] as it [goes|goes on], [until there is no calling it calm|and {thea} {a?is/are} only the beginning].',
    '[Give|Allow] the video [a few seconds|its time]: [it warms up|it finds its pulse], [and by the end it is another mood|and does not let go of it].',
    'What the video [opens with|starts from] is [not|hardly] what it [ends with|leaves you with]; [it gathers|it gets bolder] [on the way|all the while].',
  ],
  falling: [
    'The video [begins|starts] [lively|at full volume] and [ends|closes] [softer|more quietly], [and that is a good way round|somewhere past {thea}].',
    '[This|The] video [slows|calms down] as it [goes|goes on], [and the last seconds are the slowest|until it is only breathing].',
    '[Towards|Near] the end the video [lets go|grows gentle], [as days do|and one is ready for it].',
    'What the video [opens with|starts from] is [louder|quicker] than what it [ends with|leaves you with]; [it settles|it comes to rest] [on the way|bit by bit].',
  ],
  even: [
    'From the first second to the last, the video [keeps its mood|holds its tone], [and that takes more than it seems|with {thea} as its anchor].',
    '[Nothing|Not much] [turns|breaks] in the video, [and nothing has to|which is its charm]; [it simply goes on|it has found its pace].',
    'The video [keeps|stays at] one [pace|temper] [throughout|to its end], [and it adds up|and it carries].',
  ],
  gentle: [
    'The video [goes on for a while|takes its time], [and nothing hurries it|and may be stopped at any point].',
    'There [is|remains] [movement|time] in it, as a video [has|keeps] it, [and that is precious|and it can be looked at again].',
    'A video [keeps|holds] more than one moment, [and each of them counts|and this one keeps them gently].',
  ],
};

/** Sentences on a video's course; gentle ones where the moment is grave. */
export const videoDetails = (arc: Arc, sensitive: boolean): readonly string[] =>
  sensitive ? VIDEO_PHRASES.gentle : [...VIDEO_PHRASES.any, ...VIDEO_PHRASES[arc]];

/** What only a photo does: a sentence that speaks so is not told of a video. */
export const STILLNESS =
  /\b(?:st(?:and|ood)s?|h(?:eld|olds?)|keep) still\b|\bstopped (?:only )?(?:by|for)\b|\bstopping\b|\bstill for (?:now|one|once)\b|\bposed?s?\b|\bheld for a blink\b|\bcaught (?:mid|between)|\bhint at\b|\bblink and\b|\b(?:single|only one) (?:moment|instant)\b|\bpauses for once\b|\bwhen nothing moves\b/i;
