import { auditProblems, reportOf } from './audit.mjs';

const NOW = new Date('2026-11-27T12:00:00Z');

function report(severity: string) {
  const url = 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc';
  const advisory = { name: 'parser', title: 'Endless loop', severity, url };
  return { vulnerabilities: { parser: { via: [advisory] }, server: { via: ['parser'] } } };
}

const accepted = {
  advisory: 'GHSA-aaaa-bbbb-cccc',
  reason: 'We never parse what others wrote.',
  until: '2026-12-31',
};
const FOUND = 'parser: high: Endless loop (https://github.com/advisories/GHSA-aaaa-bbbb-cccc)';

describe('auditProblems', () => {
  it.each(['high', 'critical'])('names a package with a %s vulnerability once', (severity) => {
    expect(auditProblems(report(severity), [], NOW)).toEqual([FOUND.replace('high', severity)]);
  });

  it.each(['low', 'moderate'])('leaves a %s one to the next round of updates', (severity) => {
    expect(auditProblems(report(severity), [], NOW)).toEqual([]);
  });

  it('keeps quiet about an advisory that was accepted with a reason', () => {
    expect(auditProblems(report('high'), [accepted], NOW)).toEqual([]);
  });

  it('speaks up again when the acceptance has run out', () => {
    expect(auditProblems(report('high'), [{ ...accepted, until: '2026-11-26' }], NOW)).toEqual([FOUND]);
  });

  it('refuses an acceptance without a reason', () => {
    expect(auditProblems(report('high'), [{ ...accepted, reason: '' }], NOW)).toEqual([
      expect.stringMatching(/needs an advisory, a reason and a day/) as string,
      FOUND,
    ]);
  });
});

describe('reportOf', () => {
  it.each([
    ['nothing', ''],
    ['a registry without that service', '{"message":"405 Method Not Allowed","statusCode":405}'],
    ['a page', '<html>'],
  ])('takes %s for a registry that could not be asked', (_, stdout) => {
    expect(reportOf(stdout)).toBeUndefined();
  });

  it('takes a report for one', () => {
    expect(reportOf(JSON.stringify(report('high')))).toEqual(report('high'));
  });
});
