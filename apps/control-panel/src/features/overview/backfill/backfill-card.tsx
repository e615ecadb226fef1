import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { strings } from '../../../lib/strings';
import { useViewer } from '../../../lib/viewer';
import { Section } from '../../../ui/section';
import { backfillQueries, isMoving } from './backfill-api';
import { BackfillPicture } from './backfill-picture';

const words = strings.backfill;

/** Its code is loaded when it is opened. */
const BackfillDialog = lazy(async () => ({ default: (await import('./backfill-dialog')).BackfillDialog }));

/** Completions of the past: the run that was asked for last, and a way to ask for one. */
export function BackfillCard() {
  const { mayManage } = useViewer();
  const { data: backfill } = useQuery(backfillQueries.latest());
  const [isAsking, setIsAsking] = useState(false);
  // Whoever may not ask for one is only told of one that is there.
  if (!mayManage && !backfill) return null;
  const mayAsk = mayManage && !(backfill && isMoving(backfill));
  return (
    <Section heading={words.heading} purpose={words.purpose}>
      {backfill && <BackfillPicture backfill={backfill} />}
      {mayAsk && (
        <div>
          <Button
            variant="default"
            leftSection={<IconHistory size={16} aria-hidden />}
            onClick={() => setIsAsking(true)}
          >
            {words.open}
          </Button>
        </div>
      )}
      {isAsking && (
        <Suspense fallback={null}>
          <BackfillDialog onClose={() => setIsAsking(false)} />
        </Suspense>
      )}
    </Section>
  );
}
