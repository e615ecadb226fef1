import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { parseAuditSearch } from '../../features/audit/audit-search';
import { requireManage } from '../require-manage';
import { controlPanelRoute } from './control-panel-route';

export const auditRoute = createRoute({
  getParentRoute: () => controlPanelRoute,
  path: '/audit',
  validateSearch: parseAuditSearch,
  beforeLoad: requireManage,
  component: lazyRouteComponent(() => import('../pages/audit-page'), 'AuditPage'),
});
