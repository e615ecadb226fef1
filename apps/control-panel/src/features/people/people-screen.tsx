import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PersonView } from '@oracle-integration/contracts';
import { strings } from '../../lib/strings';
import { EmptyState } from '../../ui/empty-state';
import { PageHeader } from '../../ui/page-header';
import { RowsPicture } from '../../ui/rows-picture';
import { SearchField } from '../../ui/search-field';
import { peopleQueries } from './api/people-queries';
import { PeopleTable } from './components/people-table';
import type { PeopleSearch } from './people-search';
import './people.css';

interface PeopleScreenProps {
  search: PeopleSearch;
  onSearch: (search: PeopleSearch) => void;
  /** The way to one person. */
  toPerson: (person: PersonView, name: ReactNode) => ReactNode;
}

const words = strings.people;

/** `/control-panel/people`: one field, and who matches, with how many of their completions have reached Oracle. */
export function PeopleScreen({ search: { q }, onSearch, toPerson }: PeopleScreenProps) {
  const query = useInfiniteQuery(peopleQueries.list(q));
  return (
    <>
      <PageHeader title={words.title} purpose={words.purpose} />
      <div className="people-search">
        <SearchField
          label={words.search}
          placeholder={words.searchPlaceholder}
          value={q ?? ''}
          hasFocus
          onSearch={(text) => onSearch(text === '' ? {} : { q: text })}
        />
      </div>
      <RowsPicture query={query} words={words} empty={<Nobody q={q} />}>
        {(people, { isStale }) => <PeopleTable people={people} isStale={isStale} toPerson={toPerson} />}
      </RowsPicture>
    </>
  );
}

function Nobody({ q }: { q: string | undefined }) {
  if (q === undefined) return <EmptyState title={words.emptyTitle}>{words.empty}</EmptyState>;
  return <EmptyState title={words.noMatchTitle(q)}>{words.noMatch}</EmptyState>;
}
