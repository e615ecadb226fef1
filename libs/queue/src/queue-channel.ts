/** Notified whenever something new waits to be sent. */
export const QUEUE_CHANNEL = 'queue_items';
