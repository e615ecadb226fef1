import { IconArrowBackUp, IconCircleCheck, IconCircleX, IconPencil, IconSchool } from '@tabler/icons-react';
import { strings } from '../../../lib/strings';
import { RelativeTime } from '../../../ui/relative-time';
import { Section } from '../../../ui/section';
import type { Icon, Tone } from '../../../ui/tone';
import type { OverviewEvent } from '../api/overview';

const words = strings.overview.events;

const LOOKS: Readonly<Record<OverviewEvent['kind'], { tone: Tone; icon: Icon }>> = {
  completed: { tone: 'progress', icon: IconSchool },
  corrected: { tone: 'progress', icon: IconPencil },
  revoked: { tone: 'off', icon: IconArrowBackUp },
  delivered: { tone: 'ok', icon: IconCircleCheck },
  stopped: { tone: 'stopped', icon: IconCircleX },
};

/** The last five things that happened, the newest first. */
export function EventsCard({ events, now }: { events: readonly OverviewEvent[]; now: Date }) {
  return (
    <Section heading={words.heading}>
      {events.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <ul className="events">
          {events.map((event) => (
            <EventLine
              key={`${event.kind} ${event.at.getTime()} ${event.recordId}`}
              event={event}
              now={now}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function EventLine({ event: { kind, at, summary }, now }: { event: OverviewEvent; now: Date }) {
  const { tone, icon: Icon } = LOOKS[kind];
  return (
    <li className="event" data-tone={tone}>
      <span className="event-icon">
        <Icon size={17} stroke={1.9} aria-hidden />
      </span>
      <span className="event-summary">{summary}</span>
      <span className="event-time">
        <RelativeTime moment={at} now={now} />
      </span>
    </li>
  );
}
