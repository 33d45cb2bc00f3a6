import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { OfflineNote } from '../components/offline-note';
import { PlayerBar } from '../components/player-bar';
import { ServiceWorker } from '../components/service-worker';
import { SiteHeader } from '../components/site-header';
import { ASK_EARLY } from '../lib/early-session';
import { strings } from '../lib/strings';
import './globals.css';

export const metadata: Metadata = {
  title: strings.site.title,
  description: strings.site.description,
  icons: { icon: '/icon.svg', apple: '/apple-touch-icon.png' },
  manifest: '/manifest.webmanifest',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7cfd6' },
    { media: '(prefers-color-scheme: dark)', color: '#0c2a20' },
  ],
};

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang={strings.language.code}>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a sentence of our own, which the page's policy names by its hash. */}
        <script dangerouslySetInnerHTML={{ __html: ASK_EARLY }} />
      </head>
      <body className="flex min-h-dvh flex-col pb-[var(--player)] antialiased">
        <a href="#main" className="bar fixed top-2 left-2 z-50 -translate-y-24 focus:translate-y-0">
          {strings.site.skip}
        </a>
        <SiteHeader />
        <OfflineNote />
        <main id="main" tabIndex={-1} className="flex grow flex-col outline-none">
          {children}
        </main>
        <PlayerBar />
        <ServiceWorker />
      </body>
    </html>
  );
}
