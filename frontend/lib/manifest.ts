/** The web app manifest: what an installed Sightsong is called, looks like, and takes from other apps. */
import { VIDEO_TYPES } from '../../core/contracts/media.ts';
import { SHARE_PATH } from './kept-names.ts';
import { strings } from './strings.ts';

export const webManifest = () => ({
  id: '/',
  name: strings.site.name,
  short_name: strings.site.name,
  description: strings.site.description,
  lang: strings.language.code,
  start_url: '/',
  scope: '/',
  display: 'standalone',
  // A manifest knows one theme; the pages themselves name the colour of each.
  theme_color: '#f7cfd6',
  background_color: '#f7cfd6',
  categories: ['music', 'photo', 'entertainment'],
  icons: [
    { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: '/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  shortcuts: [{ name: strings.site.library, url: '/library', icons: [{ src: '/icon-192.png', sizes: '192x192' }] }],
  share_target: {
    action: SHARE_PATH,
    method: 'POST',
    enctype: 'multipart/form-data',
    params: {
      title: 'title',
      text: 'text',
      url: 'url',
      files: [{ name: 'photo', accept: ['image/*', ...VIDEO_TYPES] }],
    },
  },
});
