'use client';
import { usePathname } from 'next/navigation';
import { strings } from '../lib/strings';
import { Link } from './link';
import { Mark } from './mark';

const PAGES = [
  { href: '/', label: strings.site.newRecap },
  { href: '/library', label: strings.site.library },
  { href: '/atlas', label: strings.site.atlas },
  { href: '/account', label: strings.site.account },
];

export function SiteHeader() {
  const path = usePathname().replace(/(\.html|\/)$/, '') || '/';
  return (
    <header className="flex h-14 items-center justify-between px-4 md:h-16 md:px-10">
      <Link href="/" aria-label={strings.site.home} className="flex min-h-11 items-center gap-2.5">
        <Mark className="size-7" />
        <span className="text-[1.0625rem] font-bold [font-stretch:112%] max-[26rem]:hidden">{strings.site.name}</span>
      </Link>
      <nav aria-label={strings.site.navigation}>
        <ul className="flex gap-3.5 md:gap-6">
          {PAGES.map(({ href, label }) => (
            <li key={href}>
              <Link
                href={href}
                aria-current={path === href ? 'page' : undefined}
                className="flex min-h-11 items-center font-semibold decoration-2 underline-offset-8 hover:underline aria-[current=page]:underline"
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
