import { createHmac } from 'node:crypto';
import { SiteEventName, type SiteEvent } from '../site/site-event';
import { eventData } from './event-data';
import { moodleWebhook } from './moodle-webhook';
import { phpJson } from './php-json';
import { webhookBody, webhookEnvelope, webhookRequestBody } from './webhook-envelope';
import { signWebhook } from './webhook-signature';

const completed: SiteEvent = {
  name: SiteEventName.CourseCompleted,
  actorId: 0,
  learnerId: 1207,
  courseId: 88,
  objectId: 48_213,
  other: { relateduserid: 1207 },
  time: 1_731_000_003,
  snapshot: {
    id: '48213',
    userid: '1207',
    course: '88',
    name: null,
    timecompleted: '1731000000',
    status: 50,
  },
};

const nobody = { learnerId: null, courseId: 0, objectId: null, other: null, snapshot: null };

describe('the webhooks of Totara', () => {
  it('wrap the completion row, and name the event without a leading backslash', () => {
    const envelope = webhookEnvelope(completed, { attempt: 2, webhookId: 4, timeSent: 1_731_000_065 });

    expect(envelope).toEqual({
      attempt: 2,
      body: completed.snapshot,
      event: 'core\\event\\course_completed',
      time_created: 1_731_000_003,
      time_sent: 1_731_000_065,
      webhook_id: 4,
    });
  });

  it('are the first try, sent at once, unless told otherwise', () => {
    expect(webhookEnvelope(completed)).toMatchObject({ attempt: 1, time_sent: 1_731_000_003, webhook_id: 1 });
  });

  it('carry the data of an event that is about no row', () => {
    const imported: SiteEvent = {
      ...nobody,
      name: SiteEventName.CompletionsImported,
      actorId: 2,
      other: { user_course_completions: { 1207: [88, 89] } },
      time: 5,
    };

    expect(webhookBody(imported)).toMatchObject({
      eventname: '\\totara_completionimport\\event\\bulk_course_completionimport',
      component: 'totara_completionimport',
      target: 'bulk_course',
      action: 'completionimport',
      objecttable: null,
      contextlevel: 10,
      userid: 2,
      relateduserid: null,
      other: { user_course_completions: { 1207: [88, 89] } },
    });
  });

  it('tell of an RPL taken back by the event, with the learner apart from the administrator', () => {
    const removed: SiteEvent = {
      ...nobody,
      name: SiteEventName.RplDeleted,
      actorId: 2,
      learnerId: 1207,
      courseId: 88,
      other: { cmid: null, type: 'course' },
      time: 5,
    };

    expect(webhookBody(removed)).toMatchObject({
      crud: 'd',
      userid: 2,
      relateduserid: 1207,
      courseid: 88,
      contextlevel: 50,
      contextinstanceid: 88,
      other: { cmid: null, type: 'course' },
    });
  });

  it('mask what might be a secret, at any depth', () => {
    const deleted: SiteEvent = {
      ...completed,
      name: SiteEventName.UserDeleted,
      snapshot: { id: '7', password: 'x', secret: '', email: 'm@example.com' },
    };
    const nested: SiteEvent = { ...completed, snapshot: null, other: { apiToken: 'x', plain: 1 } };

    expect(webhookBody(deleted)).toEqual({ id: '7', password: '***', secret: '***', email: 'm@example.com' });
    expect(webhookBody(nested)).toMatchObject({ other: { apiToken: '***', plain: 1 } });
  });

  it('are spelt as PHP spells JSON, which parses to the same', () => {
    const value = { name: 'María/Ł 🚒', back: '\\', none: null };
    const spelt = phpJson(value);

    expect(spelt).toBe(String.raw`{"name":"Mar\u00eda\/\u0141 \ud83d\ude92","back":"\\","none":null}`);
    expect(JSON.parse(spelt)).toEqual(value);
    expect(webhookRequestBody(webhookEnvelope(completed))).toContain(
      String.raw`"event":"core\\event\\course_completed"`,
    );
  });

  it('are signed over their bytes: bare hexadecimal, another for every try', () => {
    const [first, second] = [1, 2].map((attempt) =>
      webhookRequestBody(webhookEnvelope(completed, { attempt })),
    );

    expect(signWebhook(first ?? '', 's3cret')).toMatch(/^[0-9a-f]{64}$/);
    expect(signWebhook(first ?? '', 's3cret')).toBe(
      createHmac('sha256', 's3cret')
        .update(Buffer.from(first ?? ''))
        .digest('hex'),
    );
    expect(signWebhook(first ?? '', 's3cret')).not.toBe(signWebhook(second ?? '', 's3cret'));
    expect(signWebhook(first ?? '', 's3cret')).not.toBe(signWebhook(first ?? '', 'S3cret'));
  });
});

describe('the data of an event', () => {
  it.each([
    [SiteEventName.CourseCompleted, 'core', 'course', 'completed', 'course_completions'],
    [
      SiteEventName.CompletionEdited,
      'totara_completioneditor',
      'course_completion',
      'edited',
      'course_completions',
    ],
    [SiteEventName.ProgressArchived, 'totara_core', 'user_course_progress', 'archived', 'course'],
    [SiteEventName.UserDeleted, 'core', 'user', 'deleted', 'user'],
    [SiteEventName.CourseUpdated, 'core', 'course', 'updated', 'course'],
  ])('is taken apart from its class name: %s', (name, component, target, action, objecttable) => {
    expect(eventData({ ...completed, name })).toMatchObject({ component, target, action, objecttable });
  });

  it('is what the Moodle add-on posts, with a leading backslash and its token in clear', () => {
    const posted = moodleWebhook(completed, { host: 'https://lms.example.com', token: 'clear' });

    expect(posted).toMatchObject({
      eventname: '\\core\\event\\course_completed',
      objectid: 48_213,
      userid: 0,
      relateduserid: 1207,
      courseid: 88,
      timecreated: 1_731_000_003,
      host: 'https://lms.example.com',
      token: 'clear',
      extra: '',
    });
    expect(posted).not.toHaveProperty('snapshot');
  });
});
