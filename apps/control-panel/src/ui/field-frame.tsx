import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface FieldFrameProps {
  /** The input with its label, help and unit (`description` and `rightSection` of Mantine's inputs). */
  children: ReactNode;
  /** Why it cannot be changed here: "Set by PUSH_BASE_URL on the server." */
  lock?: string;
  /** Beside the field: a test, a replacement. */
  aside?: ReactNode;
}

/** One field of a form with what belongs to it; a locked one says why. */
export function FieldFrame({ children, lock, aside }: FieldFrameProps) {
  return (
    <div className="field-frame" data-locked={lock !== undefined}>
      <div className="field-line">
        <div className="field-input">{children}</div>
        {aside}
      </div>
      {lock !== undefined && (
        <p className="field-lock">
          <IconLock size={14} stroke={2} aria-hidden /> {lock}
        </p>
      )}
    </div>
  );
}

/** The unit at the end of a field: `days`, `s`. */
export function Unit({ children }: { children: string }) {
  return <span className="field-unit">{children}</span>;
}
