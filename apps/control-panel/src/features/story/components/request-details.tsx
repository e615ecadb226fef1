import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { readableJson } from '../../../lib/technical-text';
import { CodeBlock } from '../../../ui/code-block';
import { Notice } from '../../../ui/notice';
import { storyQueries } from '../api/story-queries';

const words = strings.story.technical;

interface RequestDetailsProps {
  queueItemId: string;
  revision: number;
}

/** The raw request of one delivery, folded, and asked for only when it is unfolded. */
export function RequestDetails({ queueItemId, revision }: RequestDetailsProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="technical" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        {strings.common.technicalDetails}: {words.request(revision)}
      </summary>
      {isOpen && <Request queueItemId={queueItemId} />}
    </details>
  );
}

function Request({ queueItemId }: { queueItemId: string }) {
  const { data, error } = useQuery(storyQueries.request(queueItemId));
  if (error) {
    return (
      <Notice tone="attention" title={words.failed}>
        {error.message}
      </Notice>
    );
  }
  if (data === undefined) return <Skeleton height={160} radius="sm" aria-label={words.loading} />;
  if (data === null) return <p className="quiet">{words.noRequest}</p>;
  const { method, url, headers, body } = data;
  const head = [
    `${method} ${url ?? words.noAddress}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ].join('\n');
  return <CodeBlock label={words.requestLabel}>{`${head}\n\n${readableJson(body)}`}</CodeBlock>;
}
