import { ManagerRole, type SessionView } from '@oracle-integration/contracts';
import { createContext, use } from 'react';

/** The manager who looks at the panel. */
export interface Viewer {
  email: string;
  /** Whether they may change things; whoever may not is shown no button that would. */
  mayManage: boolean;
}

/** Given by the frame: a feature asks here, because it does not import the session's feature. */
export const ViewerContext = createContext<Viewer>({ email: '', mayManage: false });

export function useViewer(): Viewer {
  return use(ViewerContext);
}

export function toViewer({ email, role }: SessionView['manager']): Viewer {
  return { email, mayManage: role === ManagerRole.Manage };
}
