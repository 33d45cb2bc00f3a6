import type { ReactNode } from 'react';
import { strings } from '../lib/strings';
import { Link } from './link';

const PAGES = ['privacy', 'terms', 'contact'] as const;
export type LegalPage = (typeof PAGES)[number];

const TEXT = strings.legal;

/** One of the pages of plain sentences, with the way to the others. What is given stands before its own text. */
export function Legal({ page, title, children }: { page: LegalPage; title: string; children?: ReactNode }) {
  return (
    <article className="grid max-w-2xl gap-6 px-4 py-8 md:px-10">
      <h1 className="poster-m">{title}</h1>
      {children}
      {TEXT[page].text.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <nav aria-label={TEXT.more}>
        <ul className="flex flex-wrap gap-x-6">
          {PAGES.filter((other) => other !== page).map((other) => (
            <li key={other}>
              <Link
                href={`/${other}`}
                className="flex min-h-11 items-center font-semibold underline decoration-2 underline-offset-4"
              >
                {TEXT[other].title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </article>
  );
}
