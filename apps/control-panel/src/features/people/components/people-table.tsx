import type { PersonView } from '@oracle-integration/contracts';
import type { ReactNode } from 'react';
import { formatCount } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { type Column, DataTable } from '../../../ui/data-table';
import { CountCell } from './count-cell';

interface PeopleTableProps {
  people: readonly PersonView[];
  isStale: boolean;
  toPerson: (person: PersonView, name: ReactNode) => ReactNode;
}

const words = strings.people;

/** One row a person, with where their completions stand. */
export function PeopleTable({ people, isStale, toPerson }: PeopleTableProps) {
  return (
    <DataTable
      label={words.label}
      columns={columnsWith(toPerson)}
      rows={people}
      rowKey={({ site, userId }) => `${site} ${userId}`}
      isStale={isStale}
    />
  );
}

function columnsWith(toPerson: PeopleTableProps['toPerson']): Column<PersonView>[] {
  return [
    {
      id: 'person',
      header: words.person,
      isTitle: true,
      cell: (person) => (
        <>
          {toPerson(person, <bdi>{person.name}</bdi>)}
          <PersonNotes person={person} />
        </>
      ),
    },
    {
      id: 'staffNumber',
      header: words.staffNumber,
      cell: ({ staffNumber }) =>
        staffNumber ? <bdi>{staffNumber}</bdi> : <span className="quiet">{words.noStaffNumber}</span>,
    },
    {
      id: 'completed',
      header: words.completed,
      isFigure: true,
      cell: ({ counts }) => formatCount(counts.completed),
    },
    {
      id: 'delivered',
      header: words.delivered,
      isFigure: true,
      cell: ({ counts }) => <CountCell count={counts.delivered} />,
    },
    {
      id: 'waiting',
      header: words.waiting,
      isFigure: true,
      cell: ({ counts }) => <CountCell count={counts.waiting} />,
    },
    {
      id: 'stopped',
      header: words.stopped,
      isFigure: true,
      cell: ({ counts }) => <CountCell count={counts.stopped} tone="stopped" />,
    },
    {
      id: 'notQueued',
      header: words.notQueued,
      isFigure: true,
      cell: ({ counts }) => <CountCell count={counts.notQueued} />,
    },
    {
      id: 'keptBack',
      header: words.keptBack,
      isFigure: true,
      cell: ({ counts }) => <CountCell count={counts.keptBack} />,
    },
  ];
}

/** What else tells the person from another of the same name. */
function PersonNotes({ person: { email, username, suspended, deleted } }: { person: PersonView }) {
  const notes = [email ?? username, deleted ? words.deleted : suspended ? words.suspended : null].filter(
    Boolean,
  );
  return notes.length > 0 && <div className="quiet cell-note">{notes.join(' · ')}</div>;
}
