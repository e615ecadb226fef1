import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { strings } from '../lib/strings';

interface PageHeaderProps {
  title: string;
  /** What the page is for, in one sentence. */
  purpose: string;
  /** The main action, or a quiet mark, at the top right. */
  aside?: ReactNode;
}

/** Title of the page and of the browser's tab. */
export function PageHeader({ title, purpose, aside }: PageHeaderProps) {
  return (
    <div className="page-header">
      <title>{strings.common.titleOf(title)}</title>
      <div>
        <Title order={1} size="h2">
          {title}
        </Title>
        <p className="page-purpose">{purpose}</p>
      </div>
      {aside}
    </div>
  );
}
