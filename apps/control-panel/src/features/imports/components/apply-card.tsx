import { Button, Group, Radio, Stack, TextInput } from '@mantine/core';
import type { ApplyImportRequest } from '@oracle-integration/contracts';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { Section } from '../../../ui/section';
import type { ImportDetail } from '../api/import';
import { useApplyImport } from '../api/import-actions';

const words = strings.imports.apply;
type Choice = 'none' | 'all' | 'since';

interface ApplyCardProps {
  detail: ImportDetail;
  counts: NonNullable<ImportDetail['verdicts']>;
}

/** Brings what was checked into the ledger, and says which of it is sent to Oracle. */
export function ApplyCard({ detail, counts }: ApplyCardProps) {
  const [choice, setChoice] = useState<Choice>('none');
  const [day, setDay] = useState('');
  const [isAsking, setIsAsking] = useState(false);
  const apply = useApplyImport(detail.id);
  const count = counts.new + counts.changed;
  const isDayMissing = choice === 'since' && day === '';
  if (count === 0) {
    return (
      <Section heading={words.heading}>
        <p>{words.nothing}</p>
      </Section>
    );
  }
  return (
    <Section heading={words.heading} purpose={words.text(counts.new, counts.changed, counts.error)}>
      <Radio.Group
        label={words.deliver}
        value={choice}
        onChange={(value) => setChoice(value === 'all' || value === 'since' ? value : 'none')}
      >
        <Stack gap="xs" mt={4}>
          <Radio value="none" label={words.none} />
          <Radio value="all" label={words.all} />
          <Radio value="since" label={words.since} />
        </Stack>
      </Radio.Group>
      {choice === 'since' && (
        <TextInput
          type="date"
          label={words.day}
          maw={220}
          value={day}
          onChange={({ currentTarget }) => setDay(currentTarget.value)}
        />
      )}
      <Group gap="sm">
        <Button disabled={isDayMissing} onClick={() => setIsAsking(true)}>
          {words.button(count)}
        </Button>
        {isDayMissing && <span className="quiet">{words.dayMissing}</span>}
      </Group>
      <ConfirmDialog
        isOpen={isAsking}
        title={words.title(count)}
        confirmLabel={words.button(count)}
        isPending={apply.isPending}
        error={apply.error}
        onConfirm={() => apply.mutate(requestOf(choice, day), { onSuccess: () => setIsAsking(false) })}
        onClose={() => setIsAsking(false)}
      >
        <p>{words.text(counts.new, counts.changed, counts.error)}</p>
        <p>{words.final}</p>
        <p>{deliveryWords(choice, day)}</p>
      </ConfirmDialog>
    </Section>
  );
}

function requestOf(choice: Choice, day: string): ApplyImportRequest {
  return { deliver: choice === 'since' ? day : choice };
}

function deliveryWords(choice: Choice, day: string): string {
  if (choice === 'since') return words.sendSince(day);
  return choice === 'all' ? words.sendAll : words.sendNone;
}
