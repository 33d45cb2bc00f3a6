/** The least length of a password. Apart from the schemas, so that a page can know it without them. */
export const MIN_PASSWORD = 12;
