import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

interface DownloadButtonProps {
  href: string;
  children: string;
}

/** The service names the file. */
export function DownloadButton({ href, children }: DownloadButtonProps) {
  return (
    <Button
      component="a"
      href={href}
      download
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {children}
    </Button>
  );
}
