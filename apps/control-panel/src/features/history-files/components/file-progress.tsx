import { Button } from '@mantine/core';
import { strings } from '../../../lib/strings';
import { useViewer } from '../../../lib/viewer';
import { ProgressBar } from '../../../ui/progress-bar';
import { toast } from '../../../ui/toast';
import type { HistoryFile } from '../api/history-file';
import { useDiscardHistoryFile } from '../api/history-file-actions';

const words = strings.historyFiles.file;

/** How far one that is being made has come, told by the date it has reached: how many there are is not known before. */
export function FileProgress({ file: { id, reachedAt, selected } }: { file: HistoryFile }) {
  const { mayManage } = useViewer();
  const cancel = useDiscardHistoryFile(() => toast.done(words.cancelled));
  return (
    <>
      <div className="history-running">
        <ProgressBar label={words.progress} done={selected} total={null} />
        {mayManage && (
          <Button
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate(id, { onError: (error) => toast.failed(words.cancelFailed, error) })}
          >
            {words.cancel}
          </Button>
        )}
      </div>
      <p className="quiet">
        {reachedAt ? words.reached(reachedAt) : words.begins} {words.goesOn}
      </p>
    </>
  );
}
