import type { ReactNode } from 'react';

/** A sentence that something is in the way; read out at once. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="flex gap-3 border-2 border-ink bg-wash px-4 py-3 font-semibold">
      <span aria-hidden="true" className="grid size-6 shrink-0 place-items-center bg-ink text-ground">
        !
      </span>
      <span className="min-w-0 break-words">{children}</span>
    </p>
  );
}
