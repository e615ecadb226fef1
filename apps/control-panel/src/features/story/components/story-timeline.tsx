import { formatExact, formatRelative } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { Timeline, TimelineEvent } from '../../../ui/timeline';
import type { Story } from '../api/story';
import { type StoryLine, storyLines } from '../story-lines';
import { AttemptDetails } from './attempt-details';
import { EventTime } from './event-time';

const words = strings.story;

/** One line an event, the newest last. */
export function StoryTimeline({ story, now }: { story: Story; now: Date }) {
  return (
    <Timeline label={words.heading}>
      {storyLines(story).map((line) => (
        <StoryEvent key={line.id} line={line} now={now} />
      ))}
    </Timeline>
  );
}

function StoryEvent({ line, now }: { line: StoryLine; now: Date }) {
  const { at, isAhead, tone, title, detail, action, attempt } = line;
  return (
    <TimelineEvent tone={tone} title={title} time={at && !isAhead && <EventTime at={at} now={now} />}>
      {at && isAhead && at > now && (
        <p className="timeline-detail">
          <time dateTime={at.toISOString()} title={formatExact(at)}>
            {words.nextAttempt(formatRelative(at, now))}
          </time>
        </p>
      )}
      {detail && <p className="timeline-detail">{detail}</p>}
      {action && (
        <p className="timeline-detail">
          <strong>{words.whoActs}:</strong> {action}
        </p>
      )}
      {attempt && <AttemptDetails attempt={attempt} />}
    </TimelineEvent>
  );
}
