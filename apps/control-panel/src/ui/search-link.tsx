import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Tone } from './tone';

/** What a link changes in the address bar; `undefined` takes a parameter out of it. */
export type SearchChange = Readonly<Record<string, unknown>>;

interface SearchLinkProps {
  change: SearchChange;
  children: ReactNode;
  className?: string;
  'aria-label'?: string;
  'data-tone'?: Tone;
  'aria-current'?: boolean | 'true';
}

/**
 * A link to the page one is on, with other search parameters: filters, sorting and an open drawer thus have an
 * address that can be sent to a colleague. The page stays where it is scrolled to.
 */
export function SearchLink({ change, children, ...rest }: SearchLinkProps) {
  return (
    <Link
      to="."
      search={(before: SearchChange) => ({ ...before, ...change })}
      resetScroll={false}
      // The present address is not "this link" because only a parameter differs.
      activeOptions={{ exact: true, includeSearch: true }}
      activeProps={{}}
      {...rest}
    >
      {children}
    </Link>
  );
}
