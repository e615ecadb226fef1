import { Progress } from '@mantine/core';
import { useState } from 'react';
import { ApiError } from '../../../lib/api-error';
import { strings } from '../../../lib/strings';
import { FileDrop } from '../../../ui/file-drop';
import { Notice } from '../../../ui/notice';
import { Section } from '../../../ui/section';
import { useUploadImport } from '../api/import-actions';

const words = strings.imports.upload;
/** What exports are called; everything else is refused before a gigabyte of it has gone up. */
const CSV_NAME = /\.(csv|txt|tsv)$/i;
const ACCEPT = '.csv,.txt,.tsv,text/csv';

/** Takes a file in; whoever is told of its id goes on with it. */
export function UploadCard({ onUploaded }: { onUploaded: (id: string) => void }) {
  const [share, setShare] = useState(0);
  const [refusal, setRefusal] = useState<string | null>(null);
  const upload = useUploadImport(setShare);

  const take = (files: readonly File[]) => {
    const [file] = files;
    if (!file) return;
    const reason = reasonAgainst(file, files.length);
    setRefusal(reason);
    if (reason !== null) return;
    setShare(0);
    upload.mutate(file, { onSuccess: ({ id }) => onUploaded(id) });
  };
  return (
    <Section heading={words.heading} purpose={words.hint}>
      {upload.isPending ? (
        <Sending name={upload.variables.name} share={share} />
      ) : (
        <FileDrop label={words.choose} accept={ACCEPT} onFiles={take}>
          {words.drop} <span className="file-drop-link">{words.choose}</span>
        </FileDrop>
      )}
      {refusal && <Notice tone="attention">{refusal}</Notice>}
      {upload.error && !upload.isPending && !refusal && (
        <Notice
          tone="stopped"
          title={words.failed}
          requestId={upload.error instanceof ApiError ? upload.error.requestId : null}
        >
          {upload.error.message}
        </Notice>
      )}
    </Section>
  );
}

function reasonAgainst(file: File, count: number): string | null {
  if (count > 1) return words.oneFile;
  return CSV_NAME.test(file.name) ? null : words.notCsv(file.name);
}

/** All has gone up before the service has read the end of it: that is said, too. */
function Sending({ name, share }: { name: string; share: number }) {
  const percent = Math.floor(share * 100);
  return (
    <div className="file-sending">
      <p role="status">{percent < 100 ? words.sending(name, percent) : words.reading(name)}</p>
      <Progress.Root size="lg">
        <Progress.Section
          value={percent}
          animated={percent === 100}
          striped={percent === 100}
          aria-label={words.sendingLabel}
        />
      </Progress.Root>
    </div>
  );
}
