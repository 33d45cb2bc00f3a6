'use client';
import { useState } from 'react';
import type { AudioFeatures } from '../../core/features.ts';
import { FEATURES, normaliseFeature } from '../../core/features.ts';

type Props = { features?: AudioFeatures; image?: string | null; className?: string };

/**
 * A song's cover: the sleeve that we draw from its nine figures, and the real one on top of it where its service gives
 * one. Says nothing to a screen reader, since title and artist stand beside it.
 */
export function Cover({ features, image = null, className = '' }: Props) {
  const [failed, setFailed] = useState<string | null>(null);
  return (
    <span className={`relative block aspect-square overflow-hidden bg-wash ${className}`} aria-hidden="true">
      {features && <Drawn features={features} />}
      {image && failed !== image && (
        <img
          src={image}
          alt=""
          loading="lazy"
          referrerPolicy="no-referrer"
          className="absolute inset-0 size-full object-cover"
          onError={() => setFailed(image)}
        />
      )}
    </span>
  );
}

/** Nine rays from a disc, one a figure: no two songs look alike, and alike ones look alike. */
function Drawn({ features }: { features: AudioFeatures }) {
  const dark = features.valence < 0.5;
  const [ground, ink] = dark ? ['var(--ink)', 'var(--ground)'] : ['var(--color-hair)', 'var(--ink)'];
  const turn = features.tempo / 40;
  const rays = FEATURES.map((feature, index) => {
    const angle = (index / FEATURES.length) * 2 * Math.PI + turn;
    const reach = 15 + normaliseFeature(feature, features[feature]) * 34;
    return { feature, x: 50 + Math.cos(angle) * reach, y: 50 + Math.sin(angle) * reach };
  });
  return (
    <svg viewBox="0 0 100 100" className="absolute inset-0 size-full" focusable="false">
      <title>{''}</title>
      <path d="M0 0h100v100H0z" fill={ground} />
      {rays.map(({ feature, x, y }) => (
        <path
          key={feature}
          d={`M50 50L${x.toFixed(1)} ${y.toFixed(1)}`}
          stroke={ink}
          strokeWidth={5 + features.energy * 6}
          strokeLinecap="round"
        />
      ))}
      <circle cx="50" cy="50" r={11 + features.danceability * 8} fill={ink} />
      <circle cx="50" cy="50" r="5" fill={ground} />
    </svg>
  );
}
