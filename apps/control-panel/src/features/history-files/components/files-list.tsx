import { formatCount } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { type Column, DataTable } from '../../../ui/data-table';
import { Nothing } from '../../../ui/nothing';
import { ExactTime } from '../../../ui/relative-time';
import { SearchLink } from '../../../ui/search-link';
import { Section } from '../../../ui/section';
import { StatusWord } from '../../../ui/status-word';
import type { HistoryFile } from '../api/history-file';
import { lookOfFile, lookOfUpload, orderWords } from '../history-file-look';

const words = strings.historyFiles.list;

interface FilesListProps {
  files: readonly HistoryFile[];
  /** The one that is shown above. */
  shownId?: string;
}

/** The latest files, the newest first; pressed, one is shown above. */
export function FilesList({ files, shownId }: FilesListProps) {
  return (
    <Section heading={words.heading} purpose={words.purpose}>
      <DataTable
        label={words.label}
        columns={COLUMNS}
        rows={files}
        rowKey={({ id }) => id}
        activeKey={shownId}
      />
    </Section>
  );
}

const COLUMNS: readonly Column<HistoryFile>[] = [
  {
    id: 'asked',
    header: words.asked,
    isTitle: true,
    cell: (file) => (
      <>
        <SearchLink change={{ file: file.id }} className="row-link">
          <ExactTime moment={file.createdAt} />
        </SearchLink>
        <div className="cell-note quiet">{orderWords(file)}</div>
      </>
    ),
  },
  {
    id: 'state',
    header: words.state,
    cell: (file) => {
      const { word, tone } = lookOfFile(file);
      return <StatusWord tone={tone}>{word}</StatusWord>;
    },
  },
  { id: 'written', header: words.written, isFigure: true, cell: ({ written }) => formatCount(written) },
  { id: 'leftOut', header: words.leftOut, isFigure: true, cell: ({ leftOut }) => formatCount(leftOut) },
  { id: 'upload', header: words.upload, cell: ({ upload }) => <InOracle upload={upload} /> },
  { id: 'by', header: words.by, cell: ({ requestedBy }) => <bdi>{requestedBy}</bdi> },
];

function InOracle({ upload }: Pick<HistoryFile, 'upload'>) {
  if (!upload) return <Nothing />;
  const { word, tone } = lookOfUpload(upload);
  return <StatusWord tone={tone}>{word}</StatusWord>;
}
