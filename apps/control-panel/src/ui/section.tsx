import { Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface SectionProps {
  heading: string;
  /** One sentence under the heading. */
  purpose?: string;
  /** At the end of the heading's line. */
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A card with a heading; a region of the page to a screen reader. */
export function Section({ heading, purpose, aside, children, className = '' }: SectionProps) {
  const id = useId();
  return (
    <section className={`section surface ${className}`} aria-labelledby={id}>
      <div className="section-head">
        <div>
          <Title order={2} size="h4" id={id}>
            {heading}
          </Title>
          {purpose && <p className="section-purpose">{purpose}</p>}
        </div>
        {aside}
      </div>
      {children}
    </section>
  );
}
