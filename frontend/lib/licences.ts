/** Work of others that is sent to browsers, and where its licence is. */
import { strings } from './strings';

type Component = { name: string; licence: string; address: string; note: string };

export const COMPONENTS: readonly Component[] = [
  {
    name: 'libheif-js, with libheif and libde265',
    licence: 'GNU LGPL 3',
    address: '/heic/LICENSE.txt',
    note: strings.licences.heic,
  },
  { name: 'React', licence: 'MIT', address: 'https://github.com/facebook/react/blob/main/LICENSE', note: '' },
  { name: 'Next.js', licence: 'MIT', address: 'https://github.com/vercel/next.js/blob/canary/license.md', note: '' },
  {
    name: 'Tailwind CSS',
    licence: 'MIT',
    address: 'https://github.com/tailwindlabs/tailwindcss/blob/main/LICENSE',
    note: '',
  },
  {
    name: 'Archivo',
    licence: 'SIL Open Font License 1.1',
    address: 'https://github.com/Omnibus-Type/Archivo/blob/master/OFL.txt',
    note: '',
  },
  {
    name: 'Newsreader',
    licence: 'SIL Open Font License 1.1',
    address: 'https://github.com/productiontype/Newsreader/blob/master/OFL.txt',
    note: '',
  },
];
