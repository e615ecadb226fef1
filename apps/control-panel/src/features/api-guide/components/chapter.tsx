import { Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface ChapterProps {
  /** Its address on the page. */
  id: string;
  title: string;
  children: ReactNode;
}

/** One chapter of the guide, with an address of its own. */
export function Chapter({ id, title, children }: ChapterProps) {
  return (
    <section className="chapter" id={id} aria-labelledby={`${id}-title`}>
      <Title order={2} size="h3" id={`${id}-title`}>
        {title}
      </Title>
      {children}
    </section>
  );
}
