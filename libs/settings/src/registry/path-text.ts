import { z } from 'zod';

/** A path behind an address. */
export const path = z.string().regex(/^\/\S*$/, 'must start with / and hold no blanks');
