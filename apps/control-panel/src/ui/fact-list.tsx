import type { ReactNode } from 'react';

/** Names and values under each other: `dl` with a rule between the rows. */
export function FactList({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

interface FactProps {
  name: string;
  children: ReactNode;
  /** Long values, such as addresses, stand on a line of their own. */
  isLong?: boolean;
}

export function Fact({ name, children, isLong = false }: FactProps) {
  return (
    <div className={isLong ? 'fact fact-long' : 'fact'}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
