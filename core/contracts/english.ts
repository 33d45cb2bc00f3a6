/**
 * zod/mini brings no words of its own: whoever shows an issue's message to a person imports this first. It is one
 * language's file, not the whole collection.
 */

import { en } from 'zod/locales';
import { config } from 'zod/mini';

config(en());
