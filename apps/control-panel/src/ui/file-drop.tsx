import { VisuallyHidden } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useState } from 'react';

interface FileDropProps {
  /** What is chosen, for a screen reader: `Choose a CSV file`. */
  label: string;
  /** As the `accept` attribute of a file field. */
  accept: string;
  isDisabled?: boolean;
  onFiles: (files: readonly File[]) => void;
  children: ReactNode;
}

/** A file field that files may also be dropped on: a label around a real field, so that the keyboard works, too. */
export function FileDrop({ label, accept, isDisabled = false, onFiles, children }: FileDropProps) {
  const [isOver, setIsOver] = useState(false);
  const drag = (isEntering: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setIsOver(isEntering && !isDisabled);
  };
  const drop = (event: DragEvent) => {
    drag(false)(event);
    if (!isDisabled) onFiles([...event.dataTransfer.files]);
  };
  return (
    <label
      className="file-drop"
      data-over={isOver}
      data-disabled={isDisabled}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={drop}
    >
      <IconFileUpload size={28} stroke={1.5} aria-hidden />
      <VisuallyHidden>
        <input
          type="file"
          accept={accept}
          aria-label={label}
          disabled={isDisabled}
          onChange={({ currentTarget }) => {
            onFiles([...(currentTarget.files ?? [])]);
            // The same file, mended meanwhile, may be chosen once more.
            currentTarget.value = '';
          }}
        />
      </VisuallyHidden>
      <span>{children}</span>
    </label>
  );
}
