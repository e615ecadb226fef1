import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { renderUi } from '../testing/render-ui';
import { type Column, DataTable } from './data-table';
import type { TableSort } from './sort-header';

interface Learner {
  id: string;
  name: string;
  courses: number;
}

const LEARNERS: Learner[] = [
  { id: '1', name: 'María López', courses: 3 },
  { id: '2', name: 'Ada Byron', courses: 12 },
];

const COLUMNS: Column<Learner>[] = [
  { id: 'name', header: 'Person', cell: ({ name }) => name, sortBy: 'name', isTitle: true },
  { id: 'courses', header: 'Courses', cell: ({ courses }) => courses, isFigure: true },
];

const SORT: TableSort = {
  by: 'name',
  direction: 'asc',
  toSearch: (sort, direction) => ({ sort, direction, cursor: undefined }),
};

describe('DataTable', () => {
  it('is a table with names that a screen reader can say', async () => {
    renderUi(<Learners />);

    const table = await screen.findByRole('table', { name: 'Learners' });
    expect(within(table).getAllByRole('row')).toHaveLength(3);
    expect(within(table).getByRole('columnheader', { name: 'Person' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    expect(within(table).getByRole('cell', { name: '12' })).toBeInTheDocument();
  });

  it('sorts by a link that keeps the filters and leaves the page of the old order', async () => {
    const { user, currentAddress } = renderUi(<Learners />, '/?status=failed&cursor=abc');

    await user.click(await screen.findByRole('link', { name: 'Person' }));

    await waitFor(() => expect(currentAddress()).toBe('/?status=failed&sort=name&direction=desc'));
  });

  it('leaves alone what somebody does in a cell when its columns are made anew', async () => {
    const { user } = renderUi(<NotedLearners />);
    const note = await screen.findByLabelText('Note on Ada Byron');

    await user.type(note, 'on leave');
    await user.click(screen.getByRole('button', { name: 'Seen 0 times' }));

    expect(screen.getByRole('button', { name: 'Seen 1 times' })).toBeInTheDocument();
    expect(note).toBeInTheDocument();
    expect(note).toHaveValue('on leave');
  });

  it('selects one row, or all that are shown', async () => {
    const { user } = renderUi(<Learners />);

    await user.click(await screen.findByRole('checkbox', { name: 'Select Ada Byron' }));
    expect(screen.getByText('Selected: 2')).toBeInTheDocument();

    await user.click(screen.getByRole('checkbox', { name: 'Select all rows shown' }));
    expect(screen.getByText('Selected: 1,2')).toBeInTheDocument();

    await user.click(screen.getByRole('checkbox', { name: 'Select all rows shown' }));
    expect(screen.getByText('Selected:')).toBeInTheDocument();
  });
});

function Learners() {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  return (
    <>
      <DataTable
        label="Learners"
        columns={COLUMNS}
        rows={LEARNERS}
        rowKey={({ id }) => id}
        sort={SORT}
        selection={{
          selected,
          onChange: setSelected,
          nameOf: (key) => LEARNERS.find(({ id }) => id === key)?.name ?? '',
        }}
      />
      <p>Selected: {[...selected].join()}</p>
    </>
  );
}

/** Its columns are others each time it renders. */
function NotedLearners() {
  const [times, setTimes] = useState(0);
  const note: Column<Learner> = {
    id: 'note',
    header: 'Note',
    cell: ({ name }) => <input aria-label={`Note on ${name}`} />,
  };
  return (
    <>
      <DataTable label="Learners" columns={[...COLUMNS, note]} rows={LEARNERS} rowKey={({ id }) => id} />
      <button onClick={() => setTimes(times + 1)}>Seen {times} times</button>
    </>
  );
}
