import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { strings } from '../../../lib/strings';
import { Section } from '../../../ui/section';
import type { Overview } from '../api/overview';
import { PullControl } from './pull-control';

const words = strings.quickSetup;

/** Its code is loaded when it is opened. */
const GenerateTokenDialog = lazy(async () => ({
  default: (await import('./generate-token-dialog')).GenerateTokenDialog,
}));

/** What an outside system needs to pull: a token, and the Pull API switched on. */
export function QuickSetupCard({ pull }: { pull: Overview['pull'] }) {
  const [isGenerating, setIsGenerating] = useState(false);
  return (
    <Section heading={words.heading}>
      <div className="actions">
        <div className="action">
          <div className="action-text">
            <span className="action-name">{words.token.name}</span>
            <span className="action-hint">{words.token.hint}</span>
          </div>
          <Button
            variant="default"
            leftSection={<IconKey size={16} aria-hidden />}
            onClick={() => setIsGenerating(true)}
          >
            {words.token.open}
          </Button>
        </div>
        <PullControl isOn={pull.enabled} />
      </div>
      {isGenerating && (
        <Suspense fallback={null}>
          <GenerateTokenDialog pullUrl={pull.url} onClose={() => setIsGenerating(false)} />
        </Suspense>
      )}
    </Section>
  );
}
