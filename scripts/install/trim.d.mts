export const NEVER_READ: readonly { path: string; why: string }[];
export function trim(folder: string): number;
export function occupiedBytes(folder: string): number;
export function globToRegExp(glob: string): RegExp;
