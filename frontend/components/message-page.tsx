import type { ReactNode } from 'react';
import { posterSize } from '../lib/format';

/** A page that has only one thing to say: what is the matter, and what to do next. */
export function MessagePage({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="flex grow flex-col justify-between gap-16 px-4 pt-16 pb-4 md:px-10 md:pt-24 md:pb-10">
      <div className="grid gap-6" role="status">
        <h1 className={posterSize(title)}>{title}</h1>
        <p className="max-w-xl text-lg">{text}</p>
      </div>
      <div className="grid max-w-xl">{children}</div>
    </section>
  );
}
