import { VisuallyHidden } from '@mantine/core';
import { formatExact, formatRelative, formatSince } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { TechnicalDetails } from '../../../ui/technical-details';
import { TONE_ICONS } from '../../../ui/tone';
import type { HealthFinding } from '../health';
import { HealthRemedy } from './health-remedy';

interface HealthBannerProps {
  findings: readonly [HealthFinding, ...HealthFinding[]];
  now: Date;
}

const words = strings.overview.health;

/** The sentence at the top: how it is, since when, how many wait, who must act. */
export function HealthBanner({ findings, now }: HealthBannerProps) {
  const [gravest, ...others] = findings;
  const Icon = TONE_ICONS[gravest.tone];
  const verdict = words.verdicts[gravest.tone];
  return (
    <section className="health" data-tone={gravest.tone} aria-label={words.heading}>
      {/* Only the verdict is announced when it changes: the sentence holds figures that move every two seconds. */}
      <VisuallyHidden role="status">{verdict}</VisuallyHidden>
      <span className="health-icon">
        <Icon size={26} stroke={1.9} aria-hidden />
      </span>
      <div className="health-body">
        <p className="health-verdict" aria-hidden>
          {verdict}
        </p>
        <FindingText finding={gravest} now={now} />
        {others.length > 0 && (
          <>
            <p className="health-also">{words.alsoHeading}</p>
            <ul className="health-others">
              {others.map((finding) => (
                <li key={finding.id} data-tone={finding.tone}>
                  <FindingText finding={finding} now={now} isMinor />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}

function FindingText({
  finding,
  now,
  isMinor = false,
}: {
  finding: HealthFinding;
  now: Date;
  isMinor?: boolean;
}) {
  const { headline, detail, action, since, remedy, technical } = finding;
  const nextProbeAt = technical?.nextProbeAt;
  return (
    <>
      <p className={isMinor ? 'health-line' : 'health-headline'}>{headline}</p>
      {(detail || since) && (
        <p className="health-detail">
          {since && (
            <time dateTime={since.toISOString()} title={formatExact(since)}>
              {words.since(formatSince(since, now))}.
            </time>
          )}{' '}
          {detail}
        </p>
      )}
      {action && (
        <p className="health-action">
          <strong>{words.whoActs}:</strong> {action}
        </p>
      )}
      {remedy && (
        <div className="health-remedy">
          <HealthRemedy remedy={remedy} />
        </div>
      )}
      {technical && (
        <TechnicalDetails
          rows={[
            [words.code, technical.code],
            ...(nextProbeAt
              ? [
                  [
                    words.nextTry,
                    `${formatExact(nextProbeAt)} (${formatRelative(nextProbeAt, now)})`,
                  ] as const,
                ]
              : []),
          ]}
        />
      )}
    </>
  );
}
