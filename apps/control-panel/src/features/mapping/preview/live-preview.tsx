import { useDebouncedValue } from '@mantine/hooks';
import type { SettingChanges } from '@oracle-integration/contracts';
import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../../../lib/api-error';
import { strings } from '../../../lib/strings';
import { EmptyState } from '../../../ui/empty-state';
import { ListSkeleton } from '../../../ui/list-skeleton';
import { Notice } from '../../../ui/notice';
import { Section } from '../../../ui/section';
import { previewQueries } from '../api/preview-queries';
import { PreviewRecord } from './preview-record';

const words = strings.mapping.preview;
const PAUSE_MS = 400;

/** What would be sent of the newest completions, by the values as they stand in the form, once the typing pauses. */
export function LivePreview({ values }: { values: SettingChanges }) {
  // By its text: the object is another one each time the form is drawn.
  const [text] = useDebouncedValue(JSON.stringify(values), PAUSE_MS);
  const { data, error, isPending, isPlaceholderData } = useQuery(
    previewQueries.newest(JSON.parse(text) as SettingChanges),
  );
  return (
    <Section heading={words.title} purpose={words.purpose}>
      {error && <PreviewTrouble error={error} />}
      {isPending && <ListSkeleton label={words.loading} rows={6} />}
      {data && data.records.length === 0 && <EmptyState title={words.emptyTitle}>{words.empty}</EmptyState>}
      {data && data.records.length > 0 && (
        <ul className="preview-records" aria-label={words.title} data-stale={isPlaceholderData}>
          {data.records.map((record) => (
            <PreviewRecord key={record.recordId} record={record} />
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Why the values cannot be tried, such as an expression that is half typed. */
function PreviewTrouble({ error }: { error: Error }) {
  const [reasons, requestId] =
    error instanceof ApiError ? [error.errors.map(({ message }) => message), error.requestId] : [[], null];
  return (
    <Notice tone="attention" title={words.refusedTitle} requestId={requestId}>
      {reasons.length > 0 ? reasons.join(' ') : error.message}
    </Notice>
  );
}
