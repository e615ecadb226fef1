import type { AlertFacts } from './alert-conditions';
import { slackBody, teamsBody } from './alert-message';
import { digestDay, digestMessage, openedMessage, recoveredMessage } from './alert-words';

const PLACE = { url: 'https://oi.example.com', zone: 'Europe/Berlin' };
const NOW = new Date('2026-11-28T07:00:00Z');
const ALERT = {
  id: '1',
  kind: 'hold',
  subject: 'PUSH.FAILING',
  reason: 'Oracle fails at most of what we send.',
  action: 'Oracle administrator: is there an outage?',
  path: '/',
  openedAt: new Date('2026-11-28T05:00:00Z'),
  absentSince: new Date('2026-11-28T06:10:00Z'),
} as const;

describe('the words of alerts', () => {
  it('say that something is over, and how long it lasted, by the clock of who reads it', () => {
    expect(recoveredMessage(ALERT, PLACE)).toEqual({
      subject: 'Over: Oracle fails at most of what we send.',
      lines: [
        'This is over: Oracle fails at most of what we send.',
        'It lasted from 28 Nov 2026, 06:00 GMT+1 to 28 Nov 2026, 07:10 GMT+1.',
      ],
      link: 'https://oi.example.com/control-panel',
    });
  });

  it('say in the digest also that all is well, with figures', () => {
    const facts = { now: NOW, lastCapturedAt: NOW } as AlertFacts;
    const figures = { delivered: 2431, typicalSeconds: 12, waiting: 3, stopped: 0 };

    expect(digestMessage({ ...figures, alerts: [] }, facts, PLACE).subject).toBe(
      'All is well: 2,431 completions reached Oracle in the last 24 hours.',
    );
    const troubled = digestMessage({ ...figures, alerts: [ALERT] }, facts, PLACE);
    expect(troubled.subject).toMatch(/^1 thing needs somebody/);
    expect(troubled.lines.join('\n')).toContain(
      '! Oracle fails at most of what we send. Oracle administrator',
    );
  });

  it('fit a subject, and are said once where there is none', () => {
    const long = {
      ...ALERT,
      reason: 'Oracle fails at most of what we send. Nothing is lost: 3 completions wait.',
    };

    const message = openedMessage(long, PLACE);

    expect(message.subject).toBe('Oracle fails at most of what we send.');
    expect((slackBody(message) as { text: string }).text.split('\n')).toEqual([
      '*Oracle fails at most of what we send. Nothing is lost: 3 completions wait.*',
      'Oracle administrator: is there an outage?',
      '<https://oi.example.com/control-panel|Open the control panel>',
    ]);
  });

  it.each([
    ['2026-11-28T06:59:00Z', '2026-11-27'],
    ['2026-11-28T07:00:00Z', '2026-11-28'],
    ['2026-07-01T05:59:00Z', '2026-06-30'],
    ['2026-07-01T06:00:00Z', '2026-07-01'],
  ])('are due by the clock of the zone, summer and winter: %s', (now, day) => {
    expect(digestDay(new Date(now), { zone: 'Europe/Berlin', time: '08:00' })).toBe(day);
  });

  it('are text in Slack and Teams, whatever stands in a name', () => {
    const message = { subject: '<!channel> & [link](http://evil)', lines: ['*bold*'], link: 'https://oi/' };

    expect(JSON.stringify(slackBody(message))).toContain('&lt;!channel&gt; &amp; [link]');
    const teams = JSON.stringify(teamsBody(message));
    expect(teams).toContain('\\\\[link\\\\]\\\\(http');
    expect(teams).toContain('"url":"https://oi/"');
  });
});
