import { courseTitle } from '@oracle-integration/contracts';
import { formatExact, formatSince } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { Fact, FactList } from '../../../ui/fact-list';
import { personName } from '../person-name';
import type { Story } from '../api/story';

const words = strings.story.facts;

/** Which completion it is: who, what, when, where it was read. */
export function CompletionFacts({ story, now }: { story: Story; now: Date }) {
  const { completion, timecompleted, source, site, status } = story;
  const { user, course, grade, archived } = completion;
  return (
    <FactList>
      <Fact name={words.person}>
        <bdi>{personName(user)}</bdi>
      </Fact>
      <Fact name={words.staffNumber}>
        {user.idnumber ? <bdi>{user.idnumber}</bdi> : <span className="quiet">{words.noStaffNumber}</span>}
      </Fact>
      <Fact name={words.course}>
        <bdi>{courseTitle(course)}</bdi>
      </Fact>
      <Fact name={words.status}>
        {strings.story.statuses[status]}
        {archived && `, ${words.archived}`}
      </Fact>
      {timecompleted && (
        <Fact name={words.completed}>
          <time dateTime={timecompleted.toISOString()} title={formatExact(timecompleted)}>
            {formatSince(timecompleted, now)}
          </time>
        </Fact>
      )}
      {grade && (
        <Fact name={words.grade}>
          {grade.value}
          {grade.max !== null && ` / ${grade.max}`}
        </Fact>
      )}
      <Fact name={words.source}>
        {strings.story.sources[source.kind]}, {site}
      </Fact>
    </FactList>
  );
}
