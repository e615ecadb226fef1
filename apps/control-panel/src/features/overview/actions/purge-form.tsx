import { Button, TextInput } from '@mantine/core';
import { PURGE_DAYS_MAX } from '@oracle-integration/contracts';
import { type FormEvent, useState } from 'react';
import { strings } from '../../../lib/strings';
import { PurgeDialog } from './purge-dialog';
import type { Purgeable } from './queue-actions';

const DEFAULT_DAYS = '90';

/** "Purge … older than (days)": the number of days, and the button. */
export function PurgeForm({ what }: { what: Purgeable }) {
  const words = strings.overviewActions.purge;
  const [days, setDays] = useState(DEFAULT_DAYS);
  const [asked, setAsked] = useState<number | null>(null);
  const [fault, setFault] = useState<string | null>(null);

  function ask(event: FormEvent) {
    event.preventDefault();
    const wanted = Number(days);
    const isValid = /^\d+$/.test(days.trim()) && wanted <= PURGE_DAYS_MAX;
    setFault(isValid ? null : words.daysInvalid(PURGE_DAYS_MAX));
    if (isValid) setAsked(wanted);
  }

  return (
    <form className="action" onSubmit={ask} noValidate>
      <TextInput
        label={words[what].label}
        value={days}
        onChange={({ currentTarget }) => setDays(currentTarget.value)}
        error={fault}
        inputMode="numeric"
        className="action-field"
      />
      <Button type="submit" variant="default">
        {words[what].button}
      </Button>
      {asked !== null && <PurgeDialog what={what} olderThanDays={asked} onClose={() => setAsked(null)} />}
    </form>
  );
}
