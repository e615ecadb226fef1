import { formatDay, formatExact } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { Fact, FactList } from '../../../ui/fact-list';
import { RelativeTime } from '../../../ui/relative-time';
import { Section } from '../../../ui/section';
import type { Overview } from '../api/overview';

const words = strings.overview.latest;

/** The freshest sign of life of each part of the road. */
export function LatestCard({ overview: { at, lastCompletion, push, pull } }: { overview: Overview }) {
  return (
    <Section heading={words.heading}>
      <div className="latest-completion">
        <p className="latest-label">{words.received}</p>
        {lastCompletion ? (
          <LastCompletion completion={lastCompletion} now={at} />
        ) : (
          <p className="quiet">{words.noneReceived}</p>
        )}
      </div>
      <FactList>
        <Fact name={words.delivery}>
          <MomentOrNone moment={push.lastDeliveryAt} now={at} />
        </Fact>
        <Fact name={words.pulled}>
          <MomentOrNone moment={pull.lastPulledAt} now={at} />
        </Fact>
      </FactList>
    </Section>
  );
}

interface LastCompletionProps {
  completion: NonNullable<Overview['lastCompletion']>;
  now: Date;
}

function LastCompletion({
  completion: { user, course, timecompleted, capturedAt },
  now,
}: LastCompletionProps) {
  return (
    <>
      {/* Names and titles come in any script: each runs in its own direction, from the card's own edge. */}
      <p className="latest-person">
        <bdi>{user}</bdi>
      </p>
      <p className="latest-course">
        <bdi>{course}</bdi>
      </p>
      <p className="latest-times">
        {timecompleted && (
          <>
            {words.completed}{' '}
            <time dateTime={timecompleted.toISOString()} title={formatExact(timecompleted)}>
              {formatDay(timecompleted)}
            </time>
            {' · '}
          </>
        )}
        {words.noticed} <RelativeTime moment={capturedAt} now={now} />
      </p>
    </>
  );
}

function MomentOrNone({ moment, now }: { moment: Date | null; now: Date }) {
  return moment ? <RelativeTime moment={moment} now={now} /> : <span className="quiet">{words.none}</span>;
}
