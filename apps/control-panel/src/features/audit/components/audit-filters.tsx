import { Button, Group, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import { strings } from '../../../lib/strings';
import { FilterChips } from '../../../ui/filter-chips';
import { AUDIT_SUBJECTS, type AuditSearch } from '../audit-search';

interface AuditFiltersProps {
  search: AuditSearch;
  onSearch: (change: Partial<AuditSearch>) => void;
}

const words = strings.audit;

/** What the list is narrowed to. The address bar holds it; the fields are only where it is typed. */
export function AuditFilters({ search, onSearch }: AuditFiltersProps) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const text = (name: string) => String(typed.get(name) ?? '').trim() || undefined;
    onSearch({ q: text('q'), from: text('from'), to: text('to') });
  }

  return (
    <>
      <form key={JSON.stringify(search)} onSubmit={submit} role="search">
        <Group align="flex-end" gap="sm">
          <TextInput
            name="q"
            label={words.search}
            placeholder={words.searchHint}
            defaultValue={search.q}
            leftSection={<IconSearch size={16} aria-hidden />}
            className="audit-search"
          />
          <TextInput name="from" type="date" label={words.from} defaultValue={search.from} />
          <TextInput name="to" type="date" label={words.to} defaultValue={search.to} />
          <Button type="submit" variant="default">
            {words.apply}
          </Button>
        </Group>
      </form>
      <FilterChips
        label={words.about}
        choices={[undefined, ...AUDIT_SUBJECTS].map((subject) => ({
          key: subject ?? 'all',
          label: subject === undefined ? words.everything : (words.subjects[subject] ?? subject),
          isChosen: search.about === subject,
          change: { about: subject },
        }))}
      />
    </>
  );
}
