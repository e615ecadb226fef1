/**
 * On an item that is being sent: no attempt follows the present one, because a newer revision overtook it or the
 * completion was revoked meanwhile. Kept on the row itself: whoever settles it waits for the row, and then sees it.
 */
export const NO_FURTHER_ATTEMPT = `'infinity'::timestamptz`;
