import { ImportState, ImportVerdict } from '@oracle-integration/contracts';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { formatDay } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { Section } from '../../../ui/section';
import type { ImportDetail } from '../api/import';
import { ImportRows } from './import-rows';
import { VerdictFigures } from './verdict-figures';

const words = strings.imports.verdict;

interface VerdictCardProps {
  detail: ImportDetail;
  counts: NonNullable<ImportDetail['verdicts']>;
}

/** What the rows of a file came to; those that are wrong are shown first. */
export function VerdictCard({ detail, counts }: VerdictCardProps) {
  const { id, state, rowsRemovedAt } = detail;
  const [chosen, setChosen] = useState<ImportVerdict | null>(counts.error > 0 ? ImportVerdict.Error : null);
  const hasRows = rowsRemovedAt === null;
  return (
    <Section
      heading={words.heading}
      purpose={state === ImportState.Checked ? words.purposeChecked : words.purposeApplied}
      aside={
        hasRows && (
          <a
            href={`/api/admin/imports/${encodeURIComponent(id)}/verdicts.csv`}
            download
            className="text-link"
          >
            <IconDownload size={16} aria-hidden /> {words.download}
          </a>
        )
      }
    >
      <VerdictFigures counts={counts} chosen={chosen} canChoose={hasRows} onChoose={setChosen} />
      {hasRows ? (
        <ImportRows detail={detail} verdict={chosen} />
      ) : (
        <p className="quiet">{words.removed(formatDay(rowsRemovedAt))}</p>
      )}
    </Section>
  );
}
