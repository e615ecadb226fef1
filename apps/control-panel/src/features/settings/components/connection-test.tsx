import { Button } from '@mantine/core';
import { type ConnectionStepResult, type SettingChanges } from '@oracle-integration/contracts';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconPlugConnected,
} from '@tabler/icons-react';
import { strings } from '../../../lib/strings';
import { Notice } from '../../../ui/notice';
import type { Icon, Tone } from '../../../ui/tone';
import { type Peer, type PeerTest, useTestConnection } from '../api/use-test-connection';

const words = strings.settings.test;

const LOOKS: Readonly<Record<ConnectionStepResult, { tone: Tone; icon: Icon }>> = {
  ok: { tone: 'ok', icon: IconCircleCheck },
  warning: { tone: 'attention', icon: IconAlertTriangle },
  failed: { tone: 'stopped', icon: IconCircleX },
  skipped: { tone: 'off', icon: IconCircleDashed },
};

interface ConnectionTestProps {
  peer: Peer;
  /** What was typed and is not saved yet: it is tried as it stands. */
  values: SettingChanges;
  onSucceeded?: () => void;
}

/** Tries a connection, and shows each step as a line that ticks. */
export function ConnectionTest({ peer, values, onSucceeded }: ConnectionTestProps) {
  const test = useTestConnection(peer);
  const run = () => test.mutate({ values }, { onSuccess: ({ ok }) => (ok ? onSucceeded?.() : undefined) });
  return (
    <div className="connection-test">
      <Button
        variant="default"
        leftSection={<IconPlugConnected size={16} aria-hidden />}
        loading={test.isPending}
        onClick={run}
      >
        {words.run[peer]}
      </Button>
      {test.error && (
        <Notice tone="stopped" requestId={test.error.requestId}>
          {[test.error.message, ...test.error.errors.map(({ message }) => message)].join(' ')}
        </Notice>
      )}
      {test.data && <TestResult result={test.data} />}
    </div>
  );
}

function TestResult({ result }: { result: PeerTest }) {
  return (
    <div role="status">
      <p className="test-verdict">{result.ok ? words.passed : words.failed}</p>
      <ol className="test-steps">
        {result.steps.map(({ step, title, result: outcome, detail, action }) => {
          const { tone, icon: StepIcon } = LOOKS[outcome];
          return (
            <li key={step} data-tone={tone}>
              <span className="test-icon">
                <StepIcon size={18} stroke={2} aria-hidden />
              </span>
              <div>
                <strong>{title}</strong> <span className="quiet">{words.results[outcome]}</span>
                {detail && <p className="test-detail">{detail}</p>}
                {action && <p className="test-action">{action}</p>}
              </div>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
