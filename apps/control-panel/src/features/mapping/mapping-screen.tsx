import type { SettingChanges } from '@oracle-integration/contracts';
import type { ReactNode } from 'react';
import { isLookupTable, MAPPING_TABS, type MappingTab } from '../../lib/mapping-place';
import { strings } from '../../lib/strings';
import { PageHeader } from '../../ui/page-header';
import { SearchLink } from '../../ui/search-link';
import type { MappingSearch } from './mapping-search';
import { PreflightPanel } from './preflight/preflight-panel';
import { PreflightButton } from './preflight/preflight-button';
import { LivePreview } from './preview/live-preview';
import { LookupTableView } from './tables/lookup-table-view';
import './mapping.css';

const words = strings.mapping;
const NOTHING_UNSAVED: SettingChanges = {};

interface MappingScreenProps {
  search: MappingSearch;
  onSearch: (search: MappingSearch) => void;
  /** The fields of the mapping, with what is shown of the values in them. */
  formWith: (children: (values: SettingChanges) => ReactNode) => ReactNode;
}

/** `/control-panel/mapping`: what Oracle calls people and courses, what is sent of a completion, and what would wait. */
export function MappingScreen({ search, onSearch, formWith }: MappingScreenProps) {
  const { tab = 'courses', q } = search;
  return (
    <>
      <PageHeader title={words.title} purpose={words.purpose} />
      <TabSwitch tab={tab} />
      {isLookupTable(tab) && (
        <LookupTableView key={tab} table={tab} q={q} onSearch={(text) => onSearch({ tab, q: text })} />
      )}
      {tab === 'sent' &&
        formWith((values) => (
          <>
            <div>
              <PreflightButton values={values} />
            </div>
            <LivePreview values={values} />
          </>
        ))}
      {tab === 'preflight' && <PreflightPanel values={NOTHING_UNSAVED} />}
    </>
  );
}

function TabSwitch({ tab }: { tab: MappingTab }) {
  return (
    <ul className="segments" aria-label={words.tabs.label}>
      {MAPPING_TABS.map((one) => (
        <li key={one}>
          <SearchLink
            change={{ tab: one, q: undefined }}
            className="segment"
            aria-current={one === tab ? 'true' : undefined}
          >
            {words.tabs[one]}
          </SearchLink>
        </li>
      ))}
    </ul>
  );
}
