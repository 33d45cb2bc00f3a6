import NextLink from 'next/link';
import type { ComponentProps } from 'react';

/** A way to another page. None is fetched ahead: its scripts would weigh on this one, and the service worker keeps them all. */
export const Link = (props: Omit<ComponentProps<typeof NextLink>, 'prefetch'>) => (
  <NextLink prefetch={false} {...props} />
);
