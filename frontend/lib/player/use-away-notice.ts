'use client';
import { useSyncExternalStore } from 'react';
import { isAway, subscribePreviews } from './previews';

/** Whether the last answer was that no music service can be reached. */
export const useAwayNotice = () => useSyncExternalStore(subscribePreviews, isAway, () => false);
