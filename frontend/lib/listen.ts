/** Where a song can be heard: searches, since no catalogue of theirs is copied here. */
export function listenLinks({ title, artist }: { title: string; artist: string }): { name: string; href: string }[] {
  const query = encodeURIComponent(`${title} ${artist}`);
  return [
    { name: 'YouTube', href: `https://www.youtube.com/results?search_query=${query}` },
    { name: 'Apple Music', href: `https://music.apple.com/search?term=${query}` },
    { name: 'Deezer', href: `https://www.deezer.com/search/${query}` },
  ];
}
