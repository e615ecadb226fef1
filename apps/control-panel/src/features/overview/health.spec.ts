import { describe, expect, it } from '@jest/globals';
import { anOverview, type OverviewBuilder } from '../../testing/factories/overview';
import { toOverview } from './api/overview';
import { describeHealth } from './health';

function healthOf(overview: OverviewBuilder) {
  return describeHealth(toOverview(overview.build()));
}

function sentenceOf(overview: OverviewBuilder): string {
  return healthOf(overview)[0].headline;
}

describe('describeHealth', () => {
  describe('when nothing is wrong', () => {
    it('says how long completions take', () => {
      expect(healthOf(anOverview())[0].detail).toContain('Typical delay 12 s, 95 % within 40 s.');
    });

    it('says that all queued completions have arrived', () => {
      const [finding, ...others] = healthOf(anOverview());

      expect(finding).toMatchObject({
        tone: 'ok',
        headline: 'All 2,431 completions queued for Oracle have reached it.',
      });
      expect(others).toEqual([]);
    });

    it('speaks of one completion in the singular', () => {
      expect(sentenceOf(anOverview().queue({ sent: 1 }))).toBe(
        'The one completion queued for Oracle has reached it.',
      );
    });

    it('says what is on the way, and what has arrived', () => {
      const [finding] = healthOf(anOverview().queue({ queued: 10, sending: 2, sent: 5_000 }));

      expect(finding).toMatchObject({ tone: 'ok', headline: '12 completions are on the way to Oracle.' });
      expect(finding.detail).toContain('5,000 have reached it already');
    });

    it('does not claim arrivals when the first ones are on the way', () => {
      const [finding] = healthOf(anOverview().queue({ queued: 1, sent: 0 }));

      expect(finding.headline).toBe('1 completion is on the way to Oracle.');
      expect(finding.detail).not.toContain('reached');
    });

    it('says that all is ready when nothing had to be sent yet', () => {
      expect(healthOf(anOverview().nothingSent())[0]).toMatchObject({ tone: 'ok', id: 'ready' });
    });

    it('does not count a withdrawn completion as trouble', () => {
      expect(healthOf(anOverview().queue({ withdrawn: 3 }))[0].id).toBe('delivered');
    });
  });

  it('speaks of nothing else when the integration is off', () => {
    const findings = healthOf(anOverview().switchedOff().captureInTrouble().queue({ dead: 4 }));

    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ tone: 'off', id: 'integration-off' });
    expect(findings[0].action).toContain('Settings → Enable integration');
  });

  describe('when reading from Totara', () => {
    it('says how to connect a site when there is none', () => {
      const [finding] = healthOf(anOverview().fresh());

      expect(finding).toMatchObject({ tone: 'attention', id: 'capture-missing' });
      expect(finding.action).toContain('Settings → Totara');
    });

    it('says that the first reading is about to begin', () => {
      expect(healthOf(anOverview().captureStarting())[0]).toMatchObject({
        tone: 'progress',
        id: 'capture-starting',
      });
    });

    it('says how many rows the first load has read', () => {
      const [finding] = healthOf(anOverview().captureLoading(120_000));

      expect(finding.tone).toBe('progress');
      expect(finding.headline).toContain('120,000 rows read so far');
    });

    it('hands on the reason, the action and the beginning of trouble', () => {
      expect(healthOf(anOverview().captureInTrouble())[0]).toMatchObject({
        tone: 'stopped',
        headline: 'The Totara database cannot be reached: connection refused.',
        action: 'IT: check the network. We try again by ourselves.',
        since: new Date('2026-02-01T13:55:00.000Z'),
        technical: { code: 'TOTARA.UNREACHABLE' },
      });
    });
  });

  describe('when deliveries are stopped', () => {
    it('says why they are held, how many wait, since when and who must act', () => {
      const [finding] = healthOf(anOverview().held().queue({ queued: 312 }));

      expect(finding).toMatchObject({
        tone: 'stopped',
        headline: 'Oracle refuses the client ID or secret.',
        detail: '312 completions wait. Nothing is lost.',
        action: 'You: check the Client Secret.',
        since: new Date('2026-02-01T13:15:00.000Z'),
      });
    });

    it('speaks of each hold', () => {
      const findings = healthOf(anOverview().held().held({ code: 'PUSH.UNREACHABLE', waiting: 1 }));

      expect(findings.map(({ id }) => id)).toEqual(['hold-PUSH.CLIENT_REFUSED', 'hold-PUSH.UNREACHABLE']);
      expect(findings[1]?.detail).toBe('1 completion waits. Nothing is lost.');
    });

    it('says that dead items need a hand', () => {
      const [finding] = healthOf(anOverview().queue({ dead: 3 }));

      expect(finding.tone).toBe('stopped');
      expect(finding.headline).toBe(
        '3 completions could not be delivered and will not be tried again by themselves.',
      );
      expect(finding.action).toContain('requeue');
    });

    it('says that parked items wait for a correction', () => {
      expect(healthOf(anOverview().queue({ parked: 1 }))[0]).toMatchObject({
        tone: 'attention',
        headline: '1 completion waits for a mapping or a correction.',
      });
    });

    it('says that failed items are tried again by themselves', () => {
      const [finding] = healthOf(anOverview().queue({ failed: 7 }));

      expect(finding.headline).toBe('7 completions could not be delivered yet.');
      expect(finding.detail).toContain('tried again by itself');
      expect(finding.action).toBeUndefined();
    });
  });

  describe('when Push is paused', () => {
    it('says by whom, why, how many wait, and offers to resume', () => {
      const [finding] = healthOf(anOverview().paused({ reason: 'Oracle is upgraded' }).queue({ queued: 40 }));

      expect(finding).toMatchObject({
        tone: 'attention',
        headline: 'Push is paused by it@example.com until somebody resumes it.',
        detail: '40 completions wait. Nothing is lost. Reason: Oracle is upgraded',
        since: new Date('2026-02-01T13:55:00.000Z'),
        remedy: { kind: 'resume', isPlanned: false },
      });
    });

    it('announces a planned pause calmly', () => {
      const [finding] = healthOf(
        anOverview().paused({ from: '2026-02-07T22:00:00.000Z', to: '2026-02-08T04:00:00.000Z' }),
      );

      expect(finding.tone).toBe('progress');
      expect(finding.headline).toContain('it@example.com has planned a pause of Push from 7 Feb 2026');
    });
  });

  describe('when Oracle and Totara disagree', () => {
    it('says on what, how many are concerned and who must act', () => {
      expect(healthOf(anOverview().flagged())).toEqual([
        {
          id: 'flag-QUEUE.REVOKED_AFTER_SENT',
          tone: 'attention',
          headline: 'Totara has taken back completions that Oracle has.',
          detail: 'This concerns 3 completions.',
          action: 'Oracle administrator: remove them there.',
          remedy: { kind: 'see_revoked' },
          technical: { code: 'QUEUE.REVOKED_AFTER_SENT', nextProbeAt: null },
        },
      ]);
    });

    it('speaks of one completion in the singular', () => {
      expect(healthOf(anOverview().flagged({ count: 1 }))[0].detail).toBe('This concerns 1 completion.');
    });

    it('comes after what is stopped', () => {
      const findings = healthOf(anOverview().flagged().held());

      expect(findings.map(({ tone }) => tone)).toEqual(['stopped', 'attention']);
    });
  });

  describe('when Push is not complete', () => {
    it('is calm about Push being off where other systems pull', () => {
      const [finding] = healthOf(anOverview().push({ enabled: false }).queue({ queued: 40 }));

      expect(finding.tone).toBe('progress');
      expect(finding.headline).toBe(
        'Push is switched off: 40 completions wait and nothing is sent to Oracle.',
      );
      expect(finding.action).toContain('Settings → Push');
    });

    it('asks for attention when Pull is off as well', () => {
      const [finding] = healthOf(anOverview().push({ enabled: false }).pullOff());

      expect(finding).toMatchObject({ tone: 'attention', id: 'push-off' });
      expect(finding.headline).toContain('kept here');
    });

    it('names exactly the addresses that are missing', () => {
      expect(healthOf(anOverview().push({ baseUrl: null }))[0].action).toBe(
        'You: Settings → Push → Base URL.',
      );
      expect(healthOf(anOverview().push({ baseUrl: null, tokenUrl: null }))[0].action).toBe(
        'You: Settings → Push → Base URL and Token URL.',
      );
    });

    it('does not ask for addresses of a Push that is off', () => {
      const findings = healthOf(anOverview().push({ enabled: false, baseUrl: null, tokenUrl: null }));

      expect(findings.map(({ id }) => id)).toEqual(['push-off']);
    });
  });

  it('puts what is stopped before what needs attention, and that before what is under way', () => {
    const findings = healthOf(anOverview().captureLoading(1).queue({ failed: 1, dead: 1 }).held());

    expect(findings.map(({ id }) => id)).toEqual([
      'hold-PUSH.CLIENT_REFUSED',
      'dead',
      'failed',
      'capture-loading',
    ]);
  });
});
