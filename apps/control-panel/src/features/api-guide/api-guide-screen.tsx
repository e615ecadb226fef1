import { useQuery } from '@tanstack/react-query';
import { strings } from '../../lib/strings';
import { ListSkeleton } from '../../ui/list-skeleton';
import { PageHeader } from '../../ui/page-header';
import { QueryPicture } from '../../ui/query-picture';
import { guideQueries } from './api/guide-queries';
import { GuidePicture } from './components/guide-picture';

const words = strings.apiGuide;

export function ApiGuideScreen() {
  const facts = useQuery(guideQueries.facts());
  return (
    <>
      <PageHeader title={words.title} purpose={words.purpose} />
      <QueryPicture
        query={facts}
        skeleton={<ListSkeleton label={words.loading} rows={12} />}
        failedTitle={words.failedTitle}
      >
        {(known) => <GuidePicture facts={known} />}
      </QueryPicture>
    </>
  );
}
