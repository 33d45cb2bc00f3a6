'use client';
import { useSearchParams } from 'next/navigation';

/** The recap that the address names, so that a reload comes back to it. */
export const useRecapId = () => useSearchParams().get('id');
export const recapAddress = (id: string) => `/recap?id=${id}`;
