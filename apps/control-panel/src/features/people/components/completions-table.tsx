import { CompletionStanding } from '@oracle-integration/contracts';
import type { ReactNode } from 'react';
import { formatDay, formatExact } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { Clamped } from '../../../ui/clamped';
import { type Column, DataTable } from '../../../ui/data-table';
import { RelativeTime } from '../../../ui/relative-time';
import { StatusWord } from '../../../ui/status-word';
import type { PersonCompletion } from '../api/people';
import { STANDING_TONES } from '../standing-look';

interface CompletionsTableProps {
  completions: readonly PersonCompletion[];
  now: Date;
  toStory: (recordId: string, name: ReactNode) => ReactNode;
}

const words = strings.people.detail;

/** One row a completion: its course, where it stands, and why. */
export function CompletionsTable({ completions, now, toStory }: CompletionsTableProps) {
  return (
    <DataTable
      label={words.label}
      columns={columnsAt(now, toStory)}
      rows={completions}
      rowKey={({ id }) => id}
    />
  );
}

function columnsAt(now: Date, toStory: CompletionsTableProps['toStory']): Column<PersonCompletion>[] {
  return [
    {
      id: 'course',
      header: words.course,
      isTitle: true,
      cell: ({ id, course, archived }) => (
        <>
          {toStory(id, <Clamped>{course}</Clamped>)}
          {archived && <div className="quiet cell-note">{words.archived}</div>}
        </>
      ),
    },
    {
      id: 'completed',
      header: words.completed,
      cell: ({ timecompleted }) =>
        timecompleted ? (
          <time
            dateTime={timecompleted.toISOString()}
            title={formatExact(timecompleted)}
            className="relative-time"
          >
            {formatDay(timecompleted)}
          </time>
        ) : (
          <span className="quiet">{words.notCompleted}</span>
        ),
    },
    {
      id: 'standing',
      header: words.standing,
      cell: ({ standing }) => (
        <StatusWord tone={STANDING_TONES[standing]}>{strings.people.standings[standing].name}</StatusWord>
      ),
    },
    { id: 'why', header: words.why, cell: (completion) => <Why completion={completion} now={now} /> },
  ];
}

/** What is to be known of where it stands: Oracle's number, the cause, or when it is tried again. */
function Why({
  completion: { standing, delivery, keptBackBy },
  now,
}: {
  completion: PersonCompletion;
  now: Date;
}) {
  if (standing === CompletionStanding.Delivered && delivery) {
    return (
      <>
        {delivery.sentAt && (
          <>
            {words.sent} <RelativeTime moment={delivery.sentAt} now={now} />
          </>
        )}
        {delivery.externalId && (
          <div className="quiet cell-note">{words.oracleNumber(delivery.externalId)}</div>
        )}
      </>
    );
  }
  if (keptBackBy) {
    const { why, action } = words.keptBack(keptBackBy);
    return (
      <>
        {why}
        <div className="quiet cell-note">{action}</div>
      </>
    );
  }
  if (delivery?.cause) {
    return (
      <>
        {delivery.cause.reason}
        <div className="quiet cell-note">{delivery.cause.action}</div>
      </>
    );
  }
  return <span className="quiet">{strings.people.standings[standing].meaning}</span>;
}
