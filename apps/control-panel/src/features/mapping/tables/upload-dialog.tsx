import { Modal, Progress, Radio, Stack } from '@mantine/core';
import type { LookupTable, LookupUploadMode } from '@oracle-integration/contracts';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { FileDrop } from '../../../ui/file-drop';
import { Notice } from '../../../ui/notice';
import { useUploadLookupTable } from '../api/use-lookup-actions';
import { UploadReport } from './upload-report';

const words = strings.mapping.upload;
const ACCEPT = '.csv,.txt,text/csv';

interface UploadDialogProps {
  table: LookupTable;
  onClose: () => void;
}

/** Takes a CSV file into a lookup table, and says what came of its rows. */
export function UploadDialog({ table, onClose }: UploadDialogProps) {
  const [mode, setMode] = useState<LookupUploadMode>('merge');
  const [share, setShare] = useState(0);
  const upload = useUploadLookupTable(table, setShare);
  const take = ([file]: readonly File[]) => {
    if (!file) return;
    setShare(0);
    upload.mutate({ file, mode });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.title[table]}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': strings.common.close }}
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <p>{words.text}</p>
        <Radio.Group
          label={words.mode}
          value={mode}
          onChange={(chosen) => setMode(chosen === 'replace' ? 'replace' : 'merge')}
        >
          <Stack gap="xs" mt={4}>
            <Radio value="merge" label={words.merge} description={words.mergeHelp} />
            <Radio value="replace" label={words.replace} description={words.replaceHelp} />
          </Stack>
        </Radio.Group>
        {upload.isPending ? (
          <div>
            <p role="status">{words.sending(upload.variables.file.name)}</p>
            <Progress value={share * 100} mt="xs" aria-label={words.progress} />
          </div>
        ) : (
          <FileDrop label={words.choose} accept={ACCEPT} onFiles={take}>
            {words.drop} <span className="file-drop-link">{words.choose}</span>
          </FileDrop>
        )}
        {upload.error && (
          <Notice tone="stopped" title={words.failed} requestId={upload.error.requestId}>
            {upload.error.message}
          </Notice>
        )}
        {upload.data && <UploadReport report={upload.data} />}
      </Stack>
    </Modal>
  );
}
