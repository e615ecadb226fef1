import type { ReactNode } from 'react';

interface FigureListProps {
  /** What the figures are of, for a screen reader. */
  label: string;
  children: ReactNode;
}

/** A grid of figures that share their rules: three to five in a row, two on a phone. */
export function FigureList({ label, children }: FigureListProps) {
  return (
    <ul className="figures" aria-label={label}>
      {children}
    </ul>
  );
}
