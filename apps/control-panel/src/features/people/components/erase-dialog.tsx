import { Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { Notice } from '../../../ui/notice';
import { erasureQueries, type PersonKey, useErasePerson } from '../api/erasure';

interface EraseDialogProps {
  person: PersonKey & { name: string; email: string | null };
  onErasing: (erasureId: string) => void;
  onClose: () => void;
}

const words = strings.people.erasure;

/** Says what would be removed and what stays, and asks for the person's number or e-mail address to be typed. */
export function EraseDialog({ person, onErasing, onClose }: EraseDialogProps) {
  const { userId, email, name } = person;
  const preview = useQuery(erasureQueries.preview(person));
  const erase = useErasePerson(person);
  const [typed, setTyped] = useState('');
  const isTyped = [String(userId), email?.toLowerCase()].includes(typed.trim().toLowerCase());
  return (
    <ConfirmDialog
      isOpen
      title={words.title(name)}
      confirmLabel={words.confirm}
      isDangerous
      isDisabled={!preview.data || !isTyped}
      isPending={erase.isPending}
      error={erase.error ?? preview.error}
      onConfirm={() => erase.mutate(typed.trim(), { onSuccess: ({ id }) => onErasing(id) })}
      onClose={onClose}
    >
      {preview.data ? (
        <>
          <p>{words.text(preview.data.records)}</p>
          {preview.data.delivered > 0 && (
            <Notice tone="attention">{words.delivered(preview.data.delivered)}</Notice>
          )}
          <TextInput
            label={words.type(userId, email)}
            value={typed}
            autoComplete="off"
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        </>
      ) : (
        !preview.error && <Skeleton height={120} aria-label={words.loading} />
      )}
    </ConfirmDialog>
  );
}
