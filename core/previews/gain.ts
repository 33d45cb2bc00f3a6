/** How loud previews play beside the narration. */

/** What the narration is mastered to, LUFS. */
export const NARRATION_LOUDNESS = -16;
/** A quieter song is not raised beyond its own level: an audio element only lowers. */
const FULL = 1;

/**
 * The volume, 0..1, at which a song of this loudness (mean level in dB, as datasets measure it) sounds as loud as the
 * narration. Nothing of the preview itself is analysed.
 */
export function gainFor(loudness: number): number {
  return Math.min(FULL, 10 ** ((NARRATION_LOUDNESS - loudness) / 20));
}
