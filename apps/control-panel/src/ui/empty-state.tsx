import { Title } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Icon } from './tone';

interface EmptyStateProps {
  title: string;
  /** What will appear here and when, or what to do so that it does. */
  children: ReactNode;
  icon?: Icon;
  /** A button or link. */
  action?: ReactNode;
}

/** In place of a list that has nothing to show: it teaches what belongs here. */
export function EmptyState({ title, children, icon: Icon = IconInbox, action }: EmptyStateProps) {
  return (
    <div className="empty-state surface">
      <span className="empty-state-icon">
        <Icon size={26} stroke={1.6} aria-hidden />
      </span>
      <Title order={2} size="h4">
        {title}
      </Title>
      <p className="empty-state-text">{children}</p>
      {action}
    </div>
  );
}
