import { readFileSync } from 'node:fs';
import { npm } from './npm.mjs';
import { inWorkspace } from './workspace.mjs';

/** Worse than what may wait for the next round of updates. */
const GRAVE = ['high', 'critical'];

/**
 * Asks the registry whether a package that we ship is known to be vulnerable.
 *
 * A registry that cannot be asked (no network, a mirror without that service) is said, and is no failure: the same
 * check runs where there is one.
 */
export async function auditDependencies() {
  const accepted = JSON.parse(
    readFileSync(inWorkspace('tools', 'bootstrap', 'accepted-advisories.json'), 'utf8'),
  );
  const { stdout } = await npm(['audit', '--omit=dev', '--json', '--loglevel=silent']);
  const report = reportOf(stdout);
  if (report === undefined) {
    return { ok: true, output: '', remark: 'the registry could not be asked: not audited' };
  }
  const problems = auditProblems(report, accepted, new Date());
  return { ok: problems.length === 0, output: problems.join('\n') };
}

/** What npm found, or nothing when it could not ask. */
export function reportOf(stdout) {
  try {
    const report = JSON.parse(stdout);
    return report.vulnerabilities === undefined ? undefined : report;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * One line for each grave advisory that nobody has accepted, and for each acceptance that is out of date.
 *
 * @param {{ vulnerabilities: Record<string, { via: (string | { url: string, title: string, severity: string, name: string })[] }> }} report
 *   what `npm audit --json` answers
 * @param {{ advisory: string, reason: string, until: string }[]} accepted each with its reason, and the day on which
 *   somebody must look again
 * @param {Date} now
 */
export function auditProblems(report, accepted, now) {
  const known = new Map();
  for (const { via } of Object.values(report.vulnerabilities)) {
    for (const advisory of via) {
      if (typeof advisory !== 'string' && GRAVE.includes(advisory.severity))
        known.set(advisory.url, advisory);
    }
  }
  const unusable = accepted
    .filter(({ advisory, reason, until }) => !advisory || !reason || Number.isNaN(Date.parse(until)))
    .map((entry) => `${JSON.stringify(entry)} needs an advisory, a reason and a day (until) to be accepted.`);
  const today = now.toISOString().slice(0, 10);
  const isAccepted = (url) =>
    accepted.some(({ advisory, reason, until }) => url.endsWith(`/${advisory}`) && reason && until >= today);
  const found = [...known.values()]
    .filter(({ url }) => !isAccepted(url))
    .map(({ name, severity, title, url }) => `${name}: ${severity}: ${title} (${url})`);
  return [...unusable, ...found];
}
