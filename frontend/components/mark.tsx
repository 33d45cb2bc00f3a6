/** The mark: a sleeve with its obi, and on it a disc that is also an eye. */
export function Mark({ className = '' }: { className?: string }) {
  return (
    <svg viewBox="0 0 64 64" className={className} aria-hidden="true" focusable="false">
      <path
        fill="currentColor"
        fillRule="evenodd"
        d="M0 0h13v64H0zM19.5 32a19 19 0 1 0 38 0 19 19 0 1 0-38 0zm8.5 0a10.5 10.5 0 1 1 21 0 10.5 10.5 0 1 1-21 0z"
      />
      <circle cx="38.5" cy="32" r="5" fill="currentColor" />
      <path d="M1 1h62v62H1z" fill="none" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}

/** The disc alone, large: a record, an eye, a sun. It turns while something sounds. */
export function Disc({ className = '', turning = false }: { className?: string; turning?: boolean }) {
  return (
    <svg
      viewBox="0 0 200 200"
      className={`${className} ${turning ? 'motion-safe:animate-turn' : ''}`}
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="100" cy="100" r="100" fill="var(--ink)" />
      {[92, 84, 76].map((radius) => (
        <circle
          key={radius}
          cx="100"
          cy="100"
          r={radius}
          fill="none"
          stroke="var(--ground)"
          strokeWidth="0.8"
          opacity="0.5"
        />
      ))}
      <circle cx="100" cy="100" r="56" fill="var(--ground)" />
      <circle cx="100" cy="100" r="27" fill="var(--ink)" />
      <circle cx="109" cy="90" r="7" fill="var(--ground)" />
    </svg>
  );
}
