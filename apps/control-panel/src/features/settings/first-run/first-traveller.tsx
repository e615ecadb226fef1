import type { OverviewView } from '@oracle-integration/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import { formatMoment } from '../../../lib/format';
import { livePolling } from '../../../lib/polling';
import { strings } from '../../../lib/strings';
import { StatusWord } from '../../../ui/status-word';
import type { Tone } from '../../../ui/tone';

const words = strings.firstRun.traveller;

const travelQuery = queryOptions({
  queryKey: ['first-run', 'overview'],
  queryFn: ({ signal }) => callApi<OverviewView>('/api/admin/overview', { signal }),
  ...livePolling,
});

/** The first completion on its way: noticed in Totara, in the ledger, in Oracle. Follows it live. */
export function FirstTraveller() {
  const { data } = useQuery(travelQuery);
  if (!data) return null;
  const { lastCompletion, queue, capture } = data;
  return (
    <div className="first-traveller" role="status" aria-label={words.label}>
      <Stop name={words.totara} isReached={capture.lastReadAt !== null}>
        {capture.lastReadAt === null
          ? words.notRead
          : words.read(capture.rowsRead, formatMoment(new Date(capture.lastReadAt)))}
      </Stop>
      <Stop name={words.ledger} isReached={lastCompletion !== null}>
        {lastCompletion === null ? words.noneYet : words.noticed(lastCompletion.user, lastCompletion.course)}
      </Stop>
      <Stop name={words.oracle} isReached={queue.sent > 0}>
        {queue.sent > 0 ? words.delivered(queue.sent) : words.waiting(queue.queued + queue.sending)}
      </Stop>
    </div>
  );
}

function Stop({ name, isReached, children }: { name: string; isReached: boolean; children: string }) {
  const tone: Tone = isReached ? 'ok' : 'progress';
  return (
    <div className="first-run-stop">
      <StatusWord tone={tone}>{name}</StatusWord>
      <span>{children}</span>
    </div>
  );
}
