import { Button, Group } from '@mantine/core';
import { formatBytes } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { toast } from '../../../ui/toast';
import { asRealFile, type HistoryFile, isBeingLoaded } from '../api/history-file';
import { useRequestHistoryFile } from '../api/history-file-actions';
import { pathOf } from '../api/history-file-queries';
import { DownloadButton } from './download-button';
import { RefusalNotice } from './refusal-notice';
import { RemoveHistoryFile } from './remove-history-file';

const words = strings.historyFiles.file;

interface FileActionsProps {
  file: HistoryFile;
  /** A file of the same completions has begun. */
  onBegun: () => void;
}

/** What can be done with one that is through: for managers who may change things. */
export function FileActions({ file, onBegun }: FileActionsProps) {
  const { id, parts, hasReport, bytes } = file;
  return (
    <>
      {parts > 0 && (
        <p className="quiet">
          {words.size(formatBytes(bytes))}
          {parts > 1 && `. ${words.inParts(parts)}`}
        </p>
      )}
      {file.dryRun && file.written > 0 && <MakeButton file={file} onBegun={onBegun} />}
      <Group gap="xs" role="group" aria-label={words.downloads}>
        {Array.from({ length: parts }, (_, index) => (
          <DownloadButton key={index} href={`${pathOf(id)}/file?part=${index + 1}`}>
            {parts === 1 ? words.download : words.downloadPart(index + 1, parts)}
          </DownloadButton>
        ))}
        {hasReport && <DownloadButton href={`${pathOf(id)}/report`}>{words.report}</DownloadButton>}
        {(parts > 0 || hasReport) && !isBeingLoaded(file) && <RemoveHistoryFile id={id} />}
      </Group>
    </>
  );
}

function MakeButton({ file, onBegun }: FileActionsProps) {
  const request = useRequestHistoryFile(() => {
    toast.done(words.begun);
    onBegun();
  });
  return (
    <>
      <div>
        <Button loading={request.isPending} onClick={() => request.mutate(asRealFile(file))}>
          {words.makeOf(file.written)}
        </Button>
      </div>
      {request.error && <RefusalNotice error={request.error} />}
    </>
  );
}
