import { IconX } from '@tabler/icons-react';
import { formatCount } from '../lib/format';
import { strings } from '../lib/strings';
import { SearchLink, type SearchChange } from './search-link';
import type { Icon, Tone } from './tone';

export interface FilterChoice {
  key: string;
  label: string;
  isChosen: boolean;
  /** What choosing it, or choosing it no longer, changes in the address bar. */
  change: SearchChange;
  count?: number;
  tone?: Tone;
  icon?: Icon;
}

/** What a list can be narrowed to: links, so that the narrowed list has an address. */
export function FilterChips({ label, choices }: { label: string; choices: readonly FilterChoice[] }) {
  return (
    <ul className="chips" aria-label={label}>
      {choices.map(({ key, label: name, isChosen, change, count, tone, icon: Icon }) => (
        <li key={key}>
          <SearchLink change={change} className="chip" aria-current={isChosen ? 'true' : undefined}>
            {Icon && (
              <span className="chip-icon" data-tone={tone}>
                <Icon size={15} stroke={2} aria-hidden />
              </span>
            )}
            {name}
            {count !== undefined && <span className="chip-count">{formatCount(count)}</span>}
          </SearchLink>
        </li>
      ))}
    </ul>
  );
}

interface ActiveFilterProps {
  /** "Course: Fire Safety" */
  children: string;
  /** Takes it out of the address bar. */
  change: SearchChange;
}

/** One thing the list is narrowed to, with the way out of it. */
export function ActiveFilter({ children, change }: ActiveFilterProps) {
  return (
    <SearchLink
      change={change}
      className="chip"
      aria-label={strings.common.removeFilter(children)}
      aria-current="true"
    >
      {children}
      <IconX size={14} stroke={2} aria-hidden />
    </SearchLink>
  );
}
