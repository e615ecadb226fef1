import { getRouteApi } from '@tanstack/react-router';
import { AccountScreen } from '../../features/account/account-screen';

const route = getRouteApi('/signed-in/control-panel/account');

export function AccountPage() {
  return <AccountScreen refused={route.useSearch().refused} />;
}
