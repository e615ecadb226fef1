/** Course 1 is the site's front page, as on every site. */
export const FIRST_COURSE_ID = 2;
