import { ActionIcon, CopyButton as Copying } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { strings } from '../lib/strings';

interface CopyButtonProps {
  value: string;
  /** What is copied: "Copy the Pull address". */
  label: string;
}

/** Copies a text, and says that it has. */
export function CopyButton({ value, label }: CopyButtonProps) {
  return (
    <Copying value={value} timeout={2_000}>
      {({ copied, copy }) => (
        <ActionIcon
          variant="subtle"
          size="sm"
          onClick={copy}
          aria-label={copied ? strings.common.copied : label}
          title={copied ? strings.common.copied : label}
        >
          {copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
        </ActionIcon>
      )}
    </Copying>
  );
}
