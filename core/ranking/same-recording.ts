/** Keys by which two tracks are taken for the same song, or for the same artist, in spite of how they are written. */

/** Lower case without accents; everything that is neither letter nor digit is one space. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** "Song (Remastered 2011)", "Song - Live" and "Song feat. Someone" have the key of "Song". */
export function titleKey(title: string): string {
  const bare = title
    .replace(/\s+-\s.*$/, '')
    .replace(/(\s*[([][^()[\]]*[)\]])+\s*$/, '')
    .replace(/\s(feat|ft|featuring)\b.*$/i, '');
  return plain(bare) || plain(title) || title;
}

/** "The Band" has the key of "Band". */
export function artistKey(artist: string): string {
  return plain(artist).replace(/^the (?=.)/, '') || artist;
}
