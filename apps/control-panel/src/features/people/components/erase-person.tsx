import { Button } from '@mantine/core';
import { ErasureState } from '@oracle-integration/contracts';
import { IconUserX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { Notice } from '../../../ui/notice';
import { certificatePath, erasureQueries, type PersonKey } from '../api/erasure';
import { EraseDialog } from './erase-dialog';

const words = strings.people.erasure;

interface ErasePersonProps {
  person: PersonKey & { name: string; email: string | null };
  onErasing: (erasureId: string) => void;
}

/** Removes what names a person, on their request, after asking. */
export function ErasePerson({ person, onErasing }: ErasePersonProps) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconUserX size={16} aria-hidden />}
        onClick={() => setIsAsking(true)}
      >
        {words.button}
      </Button>
      {isAsking && (
        <EraseDialog
          person={person}
          onErasing={(id) => {
            setIsAsking(false);
            onErasing(id);
          }}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}

/** How an erasure comes along, and its certificate once it is done. */
export function ErasureNotice({ id }: { id: string }) {
  const { data } = useQuery(erasureQueries.erasure(id));
  if (data?.state !== ErasureState.Done) return <Notice tone="progress">{words.running}</Notice>;
  return (
    <Notice
      tone="ok"
      title={words.doneTitle}
      action={
        <a href={certificatePath(id)} download={`erasure-${id}.txt`} className="text-link">
          {words.certificate}
        </a>
      }
    >
      {words.done(data.delivered)}
    </Notice>
  );
}
