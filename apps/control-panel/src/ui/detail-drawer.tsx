import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { strings } from '../lib/strings';

interface DetailDrawerProps {
  title: ReactNode;
  isOpen: boolean;
  /** Takes the drawer out of the address bar. */
  onClose: () => void;
  children: ReactNode;
  size?: number | string;
}

/** The details of one row beside its list. Whether it is open stands in the address bar, so it can be linked to. */
export function DetailDrawer({ title, isOpen, onClose, children, size = 620 }: DetailDrawerProps) {
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size={size}
      title={title}
      overlayProps={{ backgroundOpacity: 0.25 }}
      classNames={{ content: 'surface', header: 'surface', title: 'drawer-title', body: 'drawer-body' }}
      closeButtonProps={{ 'aria-label': strings.common.close }}
    >
      {children}
    </Drawer>
  );
}
