import { CompletionStatus, statusOf } from './completion-status';

describe('statusOf', () => {
  it.each([
    [
      'nothing but an enrolment',
      { timestarted: 0, timecompleted: null, rpl: null },
      CompletionStatus.NotYetStarted,
    ],
    ['a start', { timestarted: 5, timecompleted: null, rpl: null }, CompletionStatus.InProgress],
    ['a completion', { timestarted: 0, timecompleted: 9, rpl: null }, CompletionStatus.Complete],
    [
      'a completion with an empty RPL',
      { timestarted: 0, timecompleted: 9, rpl: '' },
      CompletionStatus.Complete,
    ],
    ['an RPL', { timestarted: 5, timecompleted: 9, rpl: 'seen' }, CompletionStatus.CompleteViaRpl],
    [
      'an RPL without a time',
      { timestarted: 0, timecompleted: null, rpl: 'seen' },
      CompletionStatus.NotYetStarted,
    ],
  ])('makes of %s the right status', (_, times, expected) => {
    expect(statusOf(times)).toBe(expected);
  });
});
