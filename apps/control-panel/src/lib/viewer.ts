import { ManagerRole, type SessionView } from '@oracle-integration/contracts';
import { createContext, use } from 'react';

/** The manager who looks at the panel. */
export interface Viewer {
  email: string;
  /** Whether they may change things; whoever may not is shown no button that would. */
  mayManage: boolean;
  /** While it is off, only what switches it on again can be opened. */
  isIntegrationEnabled: boolean;
}

/** Given by the frame: a feature asks here, because it does not import the session's feature. */
export const ViewerContext = createContext<Viewer>({
  email: '',
  mayManage: false,
  isIntegrationEnabled: true,
});

export function useViewer(): Viewer {
  return use(ViewerContext);
}

type Known = Pick<SessionView, 'manager' | 'isIntegrationEnabled'>;

export function toViewer({ manager: { email, role }, isIntegrationEnabled = true }: Known): Viewer {
  return { email, mayManage: role === ManagerRole.Manage, isIntegrationEnabled };
}
