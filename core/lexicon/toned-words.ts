/**
 * English words that colour a caption without naming a feeling: what is done, had and met with. They count less than
 * words of feeling. One token each; ratings are editors' judgements.
 */
export type TonedGroup = readonly [valence: number, energy: number, words: string];

export const TONED_WORDS: readonly TonedGroup[] = [
  [
    0.86,
    0.7,
    `blast cheer cheers cheering cheered hugged hugs hugging hug kissed kisses kissing surprise surprised surprises reunited
    celebrate scored accepted win wins winner champion aced nailed crushed smashed slay slayed slays slaps banger bangers fire
    lit hype legend legendary iconic masterpiece unforgettable unreal spectacular stellar sensational outstanding phenomenal
    extraordinary remarkable impressive flawless immaculate obsessed winning woo whoop wooo congrats congratulations bravo
    kudos milestone breakthrough unlocked completed finished launched published approved hired promoted earned deserve deserved`,
  ],
  [
    0.78,
    0.46,
    `smile smiles smiling smiled grin grinning glow glowing shine shining sparkle bright brighten sunny sunlit golden warmth
    friendly kind kindness caring generous thoughtful welcome welcomed welcoming comfort comforting comfortable safe home homemade
    delicious tasty yummy fresh juicy treat treats gift gifts thriving blooming bloom blossom growth growing grew improve improved
    improving better healed healing healthy fit recovered recovering hopeful support supported supportive together bond
    charming elegant graceful pure simple simplicity favorite favourite fave perfectly nicely well easy easily smooth yes yep
    finally clean cute sweetest cutest loveliest prettiest kindest finest dream dreams magical fairytale paradise heaven heavenly
    treasure gem bliss vibes vibe vibing mood goals squad fam gang crew invited included belong belonging`,
  ],
  [
    0.68,
    0.22,
    `slow slowly softly gently hush hushed breeze drifting floating soak soaking sip sipping sipped nap napping rest resting
    rested breathe breathing candle candles blanket cuddle cuddles snuggle snuggles lazy unhurried mellow lull stroll strolling`,
  ],
  [
    0.3,
    0.34,
    `sigh sighs sighing yawn grey gray gloom drizzle damp soggy stuck late delayed cancelled canceled cancel
    postponed waiting waited waitlisted rejected rejection denied declined ignored excluded ghosted benched dropped lose
    loses losing loss losses miss missed misses broken broke breaking cracked crashed crash leak leaked leaking
    stain stained spilled spilt burnt burned torn ripped rusty flat towed fined ticketed overdue unpaid debt bills rent
    expensive poor headache migraine flu fever cough coughing sneezing nauseous vomiting poisoning sore
    aches blisters bruise bruised bruises limp limping arthritis allergy allergies sick ill unwell symptoms covid quarantine
    dentist cavity needle bored boredom pointless useless wasted waste regretting mistake mistakes wrong oops yikes unlucky faded fading ended ends goodbye farewell gone apart distance distant
    leftover homesick unloved unwanted invisible struggling`,
  ],
  [
    0.18,
    0.3,
    `cries wept weep sob sobs tearful heartache heartsick ache ached agony suffering suffer suffers suffered misery despairing
    wounded wound wounds scar scars scarred bleed bleeding bled dying drowning sinking shattered wrecked ruined
    hopelessness emptiness void grave dark darkness darkest weary lonesome abandoned betrayal betrayed cheated lied fired
    unemployed bankrupt evicted expelled suspended arrested robbed stolen stole scammed dumped divorced separated
    orphan`,
  ],
  [
    0.2,
    0.74,
    `yell yelled yelling yells shouted fighting fought argue argued arguing argument arguments
    fuming rage raged crook crooks liar liars thief thieves corrupt corruption injustice unjust outrage outrageous
    unacceptable disrespect disrespected disgusted disgust gross vile bully bullies hater haters fml smh wtf bs bullshit
    shit shitty fuck fucked fucking damn damned dammit crap crappy screw screwed idiot idiots stupid dumb moron awful`,
  ],
  [
    0.26,
    0.66,
    `panicked shaking trembling dread dreading dreaded terror threatening threat danger dangerous emergency alarm chased`,
  ],
];
