/** English words of feeling, as people write them under photos. */
import type { Theme } from '../themes.ts';

/** Valence, energy, the words (one token each), and themes they bring. The ratings are editors' judgements. */
export type FeelingGroup = readonly [valence: number, energy: number, words: string, ...themes: Theme[]];

export const FEELINGS: readonly FeelingGroup[] = [
  // bright and lively
  [0.95, 0.85, 'ecstatic elated euphoric overjoyed jubilant exhilarated'],
  [0.92, 0.8, 'thrilled pumped stoked psyched buzzing amazing awesome epic incredible unbelievable'],
  [0.9, 0.72, 'excited exciting excitedly delighted delight fantastic wonderful brilliant fabulous marvelous glorious'],
  [0.9, 0.64, 'happy happiest happier happily happiness joy joyful joyous cheerful merry gleeful glad bliss blissful'],
  [0.86, 0.7, 'fun funny hilarious laughing laughter laugh laughs giggle giggles lol haha hahaha lmao giggling silly'],
  [0.88, 0.78, 'yay woohoo yippee hooray hurray wow omg yes yess woo finally'],
  [0.9, 0.6, 'love loved loves loving adore adored beloved'],
  [0.86, 0.56, 'great best perfect excellent superb magical magic gorgeous stunning lovely beautiful beautifully'],
  [0.78, 0.5, 'good nice sweet pretty cute adorable cool neat pleasant enjoy enjoyed enjoying enjoyable fine'],
  [0.85, 0.62, 'proud pride accomplished achievement achieved triumphant triumph', 'victory', 'self-worth'],
  [0.84, 0.82, 'wild crazy insane electric energized energised hyped lively alive unstoppable'],
  [0.76, 0.72, 'adventure adventurous explore exploring wanderlust', 'travel', 'freedom'],
  [0.8, 0.62, 'playful goofy cheeky mischief mischievous'],
  [0.84, 0.5, 'grateful thankful blessed gratitude appreciate appreciated lucky fortunate'],
  [0.76, 0.48, 'hope hopeful hoping optimistic promising brighter inspired inspiring', 'hope'],
  [0.82, 0.6, 'confident strong brave fearless courage courageous powerful bold', 'self-worth', 'perseverance'],
  [0.8, 0.66, 'free freedom liberated', 'freedom'],
  // bright and quiet
  [0.82, 0.22, 'calm calming peaceful peacefully peace serene serenity tranquil tranquility stillness', 'peace'],
  [
    0.78,
    0.24,
    'relaxed relaxing relax relaxation chill chilling chilled cozy cosy comfy snug unwind unwinding restful',
  ],
  [0.76, 0.3, 'content contented satisfied gentle tender tenderness warm warmth soft mellow'],
  [0.76, 0.38, 'cherish cherished precious treasured heartwarming touched'],
  [0.68, 0.22, 'relieved relief dreamy dreaming', 'dreams'],
  [0.7, 0.3, 'romantic romance intimate soulmate sweetheart darling', 'new-love'],
  [0.56, 0.18, 'quiet silent silence slowly sleepy', 'peace'],
  [0.64, 0.4, 'wonder wondering curious awe awed majestic breathtaking magnificent', 'wonder'],
  // in between
  [0.48, 0.3, 'nostalgic nostalgia memories reminiscing bittersweet sentimental throwback', 'nostalgia'],
  [0.45, 0.28, 'wistful pensive thoughtful melancholic melancholy', 'longing'],
  [0.36, 0.3, 'missing longing yearning homesick lovesick', 'longing'],
  [0.5, 0.3, 'okay ok whatever meh'],
  [0.52, 0.66, 'nervous butterflies jittery'],
  [0.5, 0.8, 'intense fierce rush'],
  [0.58, 0.7, 'determined determination motivated grind grinding hustle hustling', 'perseverance', 'work'],
  // dark and quiet
  [0.16, 0.24, 'sad sadly sadness unhappy unhappily miserable sorrow sorrowful heartbroken heartbreak gloomy gloom'],
  [0.12, 0.2, 'depressed depressing depression hopeless despair worthless numb broken empty devastated shattered'],
  [0.2, 0.25, 'lonely loneliness alone isolated abandoned forgotten unloved', 'solitude'],
  [0.15, 0.3, 'crying cried cry tears weeping sobbing hurt hurts hurting pain painful ache aching'],
  [0.2, 0.28, 'grief grieving mourn mourning bereaved', 'loss', 'remembrance'],
  [
    0.26,
    0.28,
    'disappointed disappointing disappointment discouraged defeated regret regrets ashamed guilty',
    'failure',
  ],
  [0.26, 0.18, 'tired tiring exhausted exhausting drained weary fatigued burnout sleepless'],
  [0.32, 0.15, 'bored boring dull dreary bleak'],
  [0.3, 0.3, 'lost confused uncertain unsure insecure'],
  [0.24, 0.3, 'ugly awkward embarrassed humiliated'],
  [0.28, 0.32, 'sorry unfortunately tough hard difficult struggle struggling struggled', 'perseverance'],
  // dark and loud
  [0.14, 0.85, 'angry anger furious rage raging mad livid outraged hate hated hates hatred', 'anger'],
  [0.2, 0.7, 'annoyed annoying frustrated frustrating frustration irritated pissed ugh argh betrayed jealous', 'anger'],
  [0.2, 0.76, 'scared afraid terrified frightened fear fearful panic panicking horrified nightmare scary'],
  [0.24, 0.68, 'anxious anxiety worried worry worrying stressed stress stressful overwhelmed tense'],
  [
    0.16,
    0.55,
    'terrible horrible awful worst disgusting dreadful nasty disaster sucks sucked sucky bad badly rubbish crap',
  ],
  [0.2, 0.5, 'unfair cruel mean rude toxic ruined failed fail failing failure failures', 'failure'],
  [0.3, 0.6, 'chaos chaotic messy mess'],
];

/** Words that turn what follows around. */
export const NEGATORS = new Set(
  `not no never none nobody nothing neither nor without hardly barely isn't aren't wasn't weren't don't doesn't didn't can't couldn't
  won't wouldn't shouldn't haven't hasn't hadn't ain't isnt arent wasnt dont doesnt didnt cant couldnt wont wouldnt`.split(
    /\s+/,
  ),
);

/** Words that strengthen or weaken the next word of feeling, and by how much. */
export const INTENSIFIERS: Readonly<Record<string, number>> = {
  very: 1.4,
  really: 1.35,
  so: 1.35,
  too: 1.15,
  extremely: 1.6,
  absolutely: 1.5,
  totally: 1.4,
  completely: 1.4,
  utterly: 1.5,
  incredibly: 1.5,
  super: 1.4,
  truly: 1.35,
  deeply: 1.4,
  such: 1.25,
  quite: 1.1,
  pretty: 1.1,
  most: 1.3,
  kinda: 0.7,
  somewhat: 0.7,
  slightly: 0.6,
  fairly: 0.9,
  bit: 0.65,
  little: 0.7,
  almost: 0.7,
};
