import { Button } from '@mantine/core';
import { IconCloudUpload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { toast } from '../../../ui/toast';
import type { HistoryFile } from '../api/history-file';
import { useUploadHistoryFile } from '../api/history-file-actions';

const words = strings.historyFiles.upload;

interface UploadButtonProps {
  file: HistoryFile;
  /** Whether Oracle has all of it. */
  isDisabled: boolean;
}

/** Has Oracle load a file, after saying what that means. */
export function UploadButton({ file: { id, written, parts, upload }, isDisabled }: UploadButtonProps) {
  const [isAsking, setIsAsking] = useState(false);
  const start = useUploadHistoryFile(() => {
    toast.done(words.begun);
    setIsAsking(false);
  });
  return (
    <>
      <Button
        leftSection={<IconCloudUpload size={16} aria-hidden />}
        disabled={isDisabled}
        onClick={() => setIsAsking(true)}
      >
        {upload ? words.again : words.start}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={words.question(written)}
        confirmLabel={words.confirm}
        isPending={start.isPending}
        error={start.error}
        onConfirm={() => start.mutate(id)}
        onClose={() => setIsAsking(false)}
      >
        <p>{words.text(parts)}</p>
        <p>{words.takesMinutes}</p>
        <p>{words.takesNoReturn}</p>
        {start.error?.code === 'HISTORY_FILE.UPLOAD_NOT_CONFIGURED' && (
          <Link to="/control-panel/settings" hash="push" className="text-link">
            {words.toPush}
          </Link>
        )}
      </ConfirmDialog>
    </>
  );
}
