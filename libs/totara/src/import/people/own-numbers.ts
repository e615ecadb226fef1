/**
 * People and courses that no site has told us of get numbers of our own, from here on. Totara's ids are far below;
 * Oracle and pollers see them side by side.
 */
export const FIRST_OWN_NUMBER = 4_000_000_000_000;
