import sharp from 'sharp';

/** An evening by the sea, drawn: nobody's photo has to be in the repository. */
export function drawPhoto(): Promise<Buffer> {
  const waves = Array.from({ length: 9 }, (_, index) => {
    const width = 60 + 34 * ((index * 7) % 5);
    return `<rect x="${1010 - width / 2 + 40 * ((index * 3) % 4)}" y="${735 + index * 42}" width="${width}" height="7" rx="3" fill="#ffe0a0" opacity="${0.75 - index * 0.07}"/>`;
  }).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200">
    <defs>
      <linearGradient id="sky" x2="0" y2="1"><stop stop-color="#33406f"/><stop offset=".55" stop-color="#b96a6c"/><stop offset="1" stop-color="#f0955a"/></linearGradient>
      <linearGradient id="sea" x2="0" y2="1"><stop stop-color="#c9765a"/><stop offset=".35" stop-color="#6b5468"/><stop offset="1" stop-color="#1b2748"/></linearGradient>
    </defs>
    <rect width="1600" height="720" fill="url(#sky)"/>
    <circle cx="1040" cy="610" r="120" fill="#ffe3a3"/>
    <path d="M0 720V590l180-60 190-190 130 120 90-40 260 200z" fill="#2a3058"/>
    <path d="M1180 720l210-110 210 40v70z" fill="#343a66"/>
    <rect y="718" width="1600" height="482" fill="url(#sea)"/>${waves}
  </svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 92 }).toBuffer();
}
