import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { ApiError } from '../../../lib/api-error';
import { strings } from '../../../lib/strings';
import { Notice } from '../../../ui/notice';
import { Section } from '../../../ui/section';
import type { ImportDetail } from '../api/import';
import { useCheckImport } from '../api/import-actions';
import { draftProblems, holding, toDraft, toRequest } from '../mapping-draft';
import { MappingColumns } from './mapping-columns';
import { MappingOptions } from './mapping-options';

interface MappingCardProps {
  detail: ImportDetail;
  /** Given where the present verdicts may also be kept. */
  onKeep?: () => void;
  onChecking: () => void;
}

const words = strings.imports.mapping;

/** What the columns hold; one button saves that and has every row checked. */
export function MappingCard({ detail, onKeep, onChecking }: MappingCardProps) {
  const { id, columns, mapping } = detail;
  const [draft, setDraft] = useState(() => mapping && toDraft(mapping));
  const check = useCheckImport(id);
  if (!draft) return null;
  const problems = draftProblems(draft, columns);
  return (
    <Section heading={words.heading} purpose={words.purpose}>
      {problems.length > 0 && (
        <Notice tone="attention" title={words.problemsTitle}>
          <ul className="mapping-problems">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      <MappingColumns
        columns={columns}
        draft={draft}
        onHolding={(column, field) => setDraft(holding(draft, column, field))}
      />
      <MappingOptions
        columns={columns}
        draft={draft}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
      {check.error && (
        <Notice
          tone="stopped"
          title={words.refused}
          requestId={check.error instanceof ApiError ? check.error.requestId : null}
        >
          {check.error.message}
        </Notice>
      )}
      <Group gap="sm">
        <Button
          loading={check.isPending}
          disabled={problems.length > 0}
          onClick={() => check.mutate(toRequest(draft), { onSuccess: onChecking })}
        >
          {words.check}
        </Button>
        {onKeep && (
          <Button variant="default" onClick={onKeep}>
            {words.keep}
          </Button>
        )}
        <span className="quiet">{words.checkHint}</span>
      </Group>
    </Section>
  );
}
