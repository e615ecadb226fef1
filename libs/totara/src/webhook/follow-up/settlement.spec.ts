import type { ClaimedMessage } from './claimed-message';
import { done, failed, goingOn, looked, released } from './settlement';

const message = (values: Partial<ClaimedMessage> = {}): ClaimedMessage => ({
  id: '7',
  about: 'course',
  event: 'core\\event\\course_updated',
  eventAt: new Date('2026-02-01T12:00:00Z'),
  userId: 0,
  courseId: 88,
  sourceRowId: 0,
  attempts: 0,
  hasFailed: false,
  walkPosition: 3000,
  walkUntil: 9000,
  body: '{}',
  ...values,
});

describe('settlements', () => {
  it('keep the place of a message that failed on its way', () => {
    expect(failed(message(), 'No room.', () => 0)).toMatchObject({
      state: 'failed',
      isAttempt: true,
      delaySeconds: 5,
      walkPosition: 3000,
      walkUntil: 9000,
    });
  });

  it('end with a dead message at the last attempt, with the reason', () => {
    expect(failed(message({ attempts: 11 }), 'No room.', () => 0)).toMatchObject({
      state: 'dead',
      reason: 'No room.',
    });
  });

  it('burn no attempt when the site cannot be asked', () => {
    expect(released(message({ attempts: 11 }), 'Totara is away.')).toMatchObject({
      state: 'waiting',
      isAttempt: false,
      reason: 'Totara is away.',
    });
  });

  it('go on after a rest', () => {
    expect(goingOn(message(), { walkPosition: 6000, walkUntil: 9000 })).toMatchObject({
      state: 'waiting',
      walkPosition: 6000,
      delaySeconds: 1,
      isAttempt: false,
    });
  });

  it('look again for what the site does not show, and at last take it as it is', () => {
    expect(looked(message())).toMatchObject({ state: 'waiting', delaySeconds: 5, isAttempt: true });
    expect(looked(message({ attempts: 4 }))).toMatchObject({
      state: 'done',
      reason: 'The site does not show this completion; what it shows is recorded.',
    });
  });

  it('hold a reason that one can read', () => {
    expect(done(message(), null, 'x'.repeat(5000)).reason).toHaveLength(1000);
  });
});
