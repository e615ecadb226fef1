import type { LookupFaultView, LookupUploadView } from '@oracle-integration/contracts';
import { formatCount } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { type Column, DataTable } from '../../../ui/data-table';
import { Nothing } from '../../../ui/nothing';
import { Notice } from '../../../ui/notice';

const words = strings.mapping.upload;

/** What came of an uploaded file, row by row where something is at fault. */
export function UploadReport({ report }: { report: LookupUploadView }) {
  const { isApplied, rows, added, changed, removed, faultCount, faults } = report;
  return (
    <>
      <Notice
        tone={isApplied ? (faultCount === 0 ? 'ok' : 'attention') : 'stopped'}
        title={isApplied ? words.applied(rows) : words.notApplied}
      >
        {isApplied && words.counts(added, changed, removed)}
        {!isApplied && faultCount === 0 && words.noRows}
        {faultCount > 0 && ` ${words.faults(faultCount)}`}
      </Notice>
      {faults.length > 0 && (
        <DataTable
          label={words.faultTable}
          columns={COLUMNS}
          rows={faults}
          rowKey={({ line, reason }) => `${line} ${reason}`}
        />
      )}
      {faultCount > faults.length && <p className="quiet">{words.moreFaults(faultCount - faults.length)}</p>}
    </>
  );
}

const COLUMNS: Column<LookupFaultView>[] = [
  { id: 'line', header: words.line, isFigure: true, cell: ({ line }) => formatCount(line) },
  { id: 'key', header: words.key, cell: ({ key }) => (key ? <bdi>{key}</bdi> : <Nothing />) },
  { id: 'reason', header: words.reason, isTitle: true, cell: ({ reason }) => reason },
];
