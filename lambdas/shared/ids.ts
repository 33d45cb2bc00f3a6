import { randomBytes } from 'node:crypto';
import { ulid } from '../../core/ulid.ts';

/** A new recap's id; later ones sort after earlier ones. */
export const newRecapId = () => ulid(Date.now(), randomBytes(10));
