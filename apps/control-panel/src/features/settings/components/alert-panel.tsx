import { Button } from '@mantine/core';
import type { AlertsView, AlertTestView } from '@oracle-integration/contracts';
import { IconAlertTriangle, IconBellRinging, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { strings } from '../../../lib/strings';
import { Notice } from '../../../ui/notice';
import { ExactTime } from '../../../ui/relative-time';
import { alertQueries, useTestAlerts } from '../api/alert-queries';

const words = strings.settings.alerts;

/** A test of every way of telling people, what they were told of last, and whether it got through. */
export function AlertPanel() {
  const { data } = useQuery(alertQueries.current());
  const test = useTestAlerts();
  return (
    <div className="connection-test">
      <Button
        variant="default"
        leftSection={<IconBellRinging size={16} aria-hidden />}
        loading={test.isPending}
        onClick={() => test.mutate()}
      >
        {words.test}
      </Button>
      {test.error && (
        <Notice tone="stopped" requestId={test.error.requestId}>
          {test.error.message}
        </Notice>
      )}
      {test.data && <TestResults results={test.data.results} />}
      {data && <OpenAlerts alerts={data} />}
    </div>
  );
}

function TestResults({ results }: Pick<AlertTestView, 'results'>) {
  return (
    <ol className="test-steps" role="status">
      {results.map(({ channel, ok, detail }) => (
        <li key={channel} data-tone={ok ? 'ok' : 'stopped'}>
          <span className="test-icon">
            {ok ? (
              <IconCircleCheck size={18} stroke={2} aria-hidden />
            ) : (
              <IconCircleX size={18} stroke={2} aria-hidden />
            )}
          </span>
          <div>
            <strong>{words.channels[channel]}</strong>{' '}
            <span className="quiet">{ok ? words.sent : words.notSent}</span>
            <p className="test-detail">{detail}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}

function OpenAlerts({ alerts: { open, channels } }: { alerts: AlertsView }) {
  const troubled = channels.flatMap(({ channel, isConfigured, failure }) =>
    isConfigured && failure ? [{ channel, failure }] : [],
  );
  return (
    <section aria-label={words.heading}>
      <p className="test-verdict">{open.length === 0 ? words.noneOpen : words.open(open.length)}</p>
      {troubled.map(({ channel, failure }) => (
        <Notice key={channel} tone="attention">
          {words.failing(words.channels[channel], failure.reason)}
        </Notice>
      ))}
      {open.length > 0 && (
        <ol className="test-steps">
          {open.map(({ id, reason, action, openedAt }) => (
            <li key={id} data-tone="attention">
              <span className="test-icon">
                <IconAlertTriangle size={18} stroke={2} aria-hidden />
              </span>
              <div>
                <strong>{reason}</strong>{' '}
                <span className="quiet">
                  <ExactTime moment={new Date(openedAt)} />
                </span>
                <p className="test-action">{action}</p>
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
