import { Button } from '@mantine/core';
import { ImportState } from '@oracle-integration/contracts';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { useViewer } from '../../../lib/viewer';
import { Notice } from '../../../ui/notice';
import type { ImportDetail } from '../api/import';
import { actionsOf } from '../import-look';
import { ApplyCard } from './apply-card';
import { MappingCard } from './mapping-card';
import { VerdictCard } from './verdict-card';
import { WorkCard } from './work-card';

const words = strings.imports;

/** What an import asks for next, and what it has come to so far. */
export function ImportStage({ detail }: { detail: ImportDetail }) {
  const { state, verdicts, applied, error } = detail;
  const { mayManage } = useViewer();
  const [isMapping, setIsMapping] = useState(false);
  const { canCheck, canApply } = actionsOf(state);
  const mayCheck = mayManage && canCheck && detail.mapping !== null && detail.rowsRemovedAt === null;
  const isFirst = state === ImportState.Uploaded;
  const isWorking = [ImportState.Checking, ImportState.Applying, ImportState.Paused].some(
    (one) => one === state,
  );
  return (
    <>
      {error && (
        <Notice tone="stopped" title={words.notTaken}>
          {error.detail}
        </Notice>
      )}
      {state === ImportState.Uploading && <Notice tone="progress">{words.work.uploading}</Notice>}
      {state === ImportState.Removing && <Notice tone="off">{words.work.removing}</Notice>}
      {(state === ImportState.Applied || state === ImportState.Cancelled) && applied && (
        <Notice
          tone={state === ImportState.Applied ? 'ok' : 'off'}
          title={state === ImportState.Applied ? words.appliedTitle : words.cancelledTitle}
        >
          {words.list.added(applied.added, applied.revised, applied.queued)}.
        </Notice>
      )}
      {isWorking && <WorkCard detail={detail} />}
      {mayCheck && (isFirst || isMapping) && (
        <MappingCard
          detail={detail}
          onKeep={isFirst ? undefined : () => setIsMapping(false)}
          onChecking={() => setIsMapping(false)}
        />
      )}
      {mayManage && canApply && !isMapping && verdicts && <ApplyCard detail={detail} counts={verdicts} />}
      {verdicts && !isFirst && !isMapping && <VerdictCard key={state} detail={detail} counts={verdicts} />}
      {mayCheck && !isFirst && !isMapping && (
        <div>
          <Button variant="default" onClick={() => setIsMapping(true)}>
            {words.mapping.checkAgain}
          </Button>
        </div>
      )}
    </>
  );
}
