import { Button, NumberInput } from '@mantine/core';
import { PURGE_DAYS_MAX } from '@oracle-integration/contracts';
import { type FormEvent, useState } from 'react';
import { strings } from '../../../lib/strings';
import { PurgeDialog } from './purge-dialog';
import type { Purgeable } from './queue-actions';

const DEFAULT_DAYS = 90;

/** "Purge … older than (days)": the number of days, and the button. */
export function PurgeForm({ what }: { what: Purgeable }) {
  const words = strings.overviewActions.purge;
  const [days, setDays] = useState<number | string>(DEFAULT_DAYS);
  const [asked, setAsked] = useState<number | null>(null);
  const [fault, setFault] = useState<string | null>(null);

  function ask(event: FormEvent) {
    event.preventDefault();
    const isValid = typeof days === 'number' && Number.isInteger(days) && days >= 0 && days <= PURGE_DAYS_MAX;
    setFault(isValid ? null : words.daysInvalid(PURGE_DAYS_MAX));
    if (isValid) setAsked(days);
  }

  return (
    <form className="action" onSubmit={ask} noValidate>
      <NumberInput
        label={words[what].label}
        value={days}
        onChange={setDays}
        error={fault}
        allowDecimal={false}
        allowNegative={false}
        hideControls
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
