import type { LedgerCountsView } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';
import { Figure } from '../../../ui/figure';
import { FigureList } from '../../../ui/figure-list';
import { Section } from '../../../ui/section';

const words = strings.overview.ledger;

/** What has been captured from Totara, delivered or not. */
export function LedgerCard({ ledger }: { ledger: LedgerCountsView }) {
  return (
    <Section heading={words.heading}>
      <FigureList label={words.heading}>
        <Figure name={words.completed} count={ledger.completed} meaning={words.completedMeaning} />
        <Figure name={words.archived} count={ledger.archived} meaning={words.archivedMeaning} />
        <Figure name={words.unfinished} count={ledger.unfinished} meaning={words.unfinishedMeaning} />
        <Figure name={words.revoked} count={ledger.revoked} meaning={words.revokedMeaning} />
      </FigureList>
    </Section>
  );
}
