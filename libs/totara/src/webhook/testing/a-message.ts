import { createHmac } from 'node:crypto';
import type { WebhookRequest } from '../intake/webhook-intake.service';

export const SECRET = 'k3D9vQ2nXw8LrTz5YbHcJm7P';

/** Seconds since 1970, as Totara gives times. */
export function secondsNow(): number {
  return Math.floor(Date.now() / 1000);
}

/** The request of a sender that signs the bytes of its body. */
export function signed(body: string | Buffer | object, secret = SECRET): WebhookRequest {
  const bytes = Buffer.isBuffer(body)
    ? body
    : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const signature = createHmac('sha256', secret).update(bytes).digest('hex');
  return { headers: { 'x-totara-signature': signature }, body: bytes };
}

/** A message in Totara's envelope, first tried and sent now unless told otherwise. */
export function totaraMessage(event: string, body: object, envelope: object = {}) {
  const now = secondsNow();
  return { attempt: 1, body, event, time_created: now, time_sent: now, webhook_id: 4, ...envelope };
}

/** A row of `course_completions` as a webhook shows it: what a PHP driver read as text, what is fresh as numbers. */
export function aCompletionRow(values: object = {}) {
  return {
    id: '48213',
    userid: '1207',
    course: '88',
    organisationid: '14',
    positionid: '9',
    timeenrolled: '1730000000',
    timestarted: '1730100000',
    timecompleted: '1731000000',
    reaggregate: '0',
    name: null,
    status: 50,
    rpl: null,
    rplgrade: null,
    duedate: null,
    renewalstatus: '0',
    invalidatecache: '0',
    ...values,
  };
}

/** An event as its own data, as Moodle sends it and Totara where there is no row to show. */
export function anEvent(values: object = {}) {
  return {
    component: 'core',
    action: 'completed',
    target: 'course',
    objecttable: 'course_completions',
    objectid: '48213',
    crud: 'u',
    edulevel: 2,
    contextid: 311,
    contextlevel: 50,
    contextinstanceid: '88',
    userid: '2',
    courseid: '88',
    relateduserid: '1207',
    anonymous: 0,
    other: { relateduserid: '1207' },
    timecreated: 1731000003,
    ...values,
  };
}

/** A message of Moodle's local_webhooks: the event with the site's name and the token. */
export function moodleMessage(eventname: string, values: object = {}, token = SECRET) {
  return { eventname, ...anEvent(values), host: 'moodle.example.com', token, extra: '' };
}
